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
    private const string RuntimeHost = "dotnet";

    /// <summary>Ourselves, as server and as client.</summary>
    public static DemoPrograms Own()
    {
        // The file itself: works whatever we were called and wherever from. A developer's "dotnet godwit.dll" has the real
        // program beside it; the server, which starts itself once more to detach, needs that one.
        string self = Environment.ProcessPath ?? "/proc/self/exe";
        if (Path.GetFileName(self) == RuntimeHost)
        {
            self = Path.Combine(AppContext.BaseDirectory, "godwit");
        }

        return new DemoPrograms(self, ["godwit", "server"], self, ["godwit", "client"]);
    }
}
