using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>Runs <c>godwit</c> on a terminal, with a recorder in place of ssh, which runs the far side's script here, and one in place of the server.</summary>
internal static class GodwitRun
{
    private const string RecordingSsh = """
        #!/bin/sh
        for word in "$@"; do [ "$word" = -G ] && exit 1; done
        for word in "$@"; do printf '<%s>\n' "$word"; done >"$RECORDS/ssh.record"
        exec /bin/sh -c "$word"
        """;

    private const string RecordingServer = """
        #!/bin/sh
        for word in "$@"; do printf '<%s>\n' "$word"; done >"$RECORDS/server.record"
        exit 3
        """;

    /// <summary>Makes the run.</summary>
    /// <returns>The words that ssh and the server were given, and what was shown.</returns>
    public static async Task<(string[] Ssh, string[] Server, string Shown)> OfAsync(string[] arguments, Side side, TestFolder whole)
    {
        var folder = new RunFolder(whole);
        (string, string)[] places = [("{ssh}", folder.WriteProgram("ssh", RecordingSsh + "\n")), ("{server}", folder.WriteProgram("server", RecordingServer + "\n"))];
        Dictionary<string, string> environment = ParityEnvironment.Of(folder, new ParityRow("godwit"));
        environment["RECORDS"] = folder.Root;
        environment["XDG_CONFIG_HOME"] = folder.Root;
        string[] words = ["--ssh={ssh}", "--server={server}", .. arguments];
        using var terminal = new ProgramTerminal(folder, environment, [side["godwit"], .. words.Select(word => Facts.Without(word, places))]);
        await terminal.EndAsync();
        Assert.Equal(1, terminal.Status); // The server did not start.
        return (Words(folder.Read("ssh.record")), Words(folder.Read("server.record")), terminal.Written + terminal.Error);
    }

    private static string[] Words(string record) => [.. record.Split(">\n", StringSplitOptions.RemoveEmptyEntries).Select(word => word[1..])];
}
