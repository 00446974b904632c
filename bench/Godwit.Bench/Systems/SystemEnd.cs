namespace Godwit.Bench.Systems;

/// <summary>How one end of a session is started.</summary>
/// <param name="Kind">What the two ends of a session must agree in.</param>
/// <param name="Server">argv of the server; <c>{ip}</c>, <c>{port}</c> (0: any) and <c>{cmd}</c>, which becomes the argv of the session's program, are filled in.</param>
/// <param name="Client">argv of the client; <c>{ip}</c> and <c>{port}</c> are filled in.</param>
/// <param name="Version">argv of what prints the version on its first line.</param>
/// <param name="Wrapper">
/// argv of what starts server and client by ssh: <c>{ssh}</c> becomes the ssh command, <c>{host}</c> user and host, <c>{cmd}</c> the argv of the session's
/// program; null if there is none.
/// </param>
/// <param name="Environment">Variables for both ends, on top of the common ones.</param>
internal sealed record SystemEnd(
    SystemKind Kind,
    IReadOnlyList<string> Server,
    IReadOnlyList<string> Client,
    IReadOnlyList<string> Version,
    IReadOnlyList<string>? Wrapper,
    IReadOnlyDictionary<string, string> Environment);
