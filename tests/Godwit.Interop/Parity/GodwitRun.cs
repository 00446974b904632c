using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>Runs <c>godwit</c> on a terminal, with a recorder in place of ssh, which runs the far side's script here, and one in place of the server.</summary>
internal static class GodwitRun
{
    /// <summary>Makes the run.</summary>
    /// <returns>The words that ssh and the server were given, and what was shown.</returns>
    public static async Task<(string[] Ssh, string[] Server, string Shown)> OfAsync(string[] arguments, Side side, TestFolder whole)
    {
        var folder = new RunFolder(whole);
        Dictionary<string, string> environment = ParityEnvironment.Of(folder, new ParityRow("godwit"));
        environment["XDG_CONFIG_HOME"] = folder.Root;
        environment["SAYS"] = "";
        environment["ENDS"] = "3";
        string[] words = ["--ssh={running-ssh}", "--server={server}", .. arguments];
        using var terminal = new ProgramTerminal(folder, environment, [side["godwit"], .. words.Select(word => Facts.Without(word, Recorders.Places(whole)))]);
        await terminal.EndAsync();
        Assert.Equal(1, terminal.Status); // The server did not start.
        return (Words(folder, "running-ssh"), Words(folder, "server"), terminal.Written + terminal.Error);
    }

    private static string[] Words(RunFolder folder, string recorder) =>
        [.. folder.Read(recorder + ".record").Split("variables\n")[0].Split(">\n", StringSplitOptions.RemoveEmptyEntries).Select(word => word[(word.IndexOf('<', StringComparison.Ordinal) + 1)..])];
}
