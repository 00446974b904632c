namespace Godwit.Cli.Demo;

/// <summary>How the client and the server of the demo are started: as processes of their own, as in real life.</summary>
/// <param name="ServerPath">The server program.</param>
/// <param name="ServerArguments">The beginning of its argv; <c>new …</c> follows.</param>
/// <param name="ClientPath">The client program.</param>
/// <param name="ClientArguments">The beginning of its argv; address and port follow.</param>
internal sealed record DemoPrograms(
    string ServerPath,
    IReadOnlyList<string> ServerArguments,
    string ClientPath,
    IReadOnlyList<string> ClientArguments)
{
    /// <summary>Ourselves, as server and as client.</summary>
    public static DemoPrograms Own()
    {
        // The file itself: works whatever we were called and wherever from.
        string self = Environment.ProcessPath ?? "/proc/self/exe";
        return new DemoPrograms(self, ["godwit", "server"], self, ["godwit", "client"]);
    }
}
