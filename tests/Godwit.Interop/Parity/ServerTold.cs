using System.Globalization;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>What the session's program tells of how it was started.</summary>
internal static class ServerTold
{
    /// <summary>Connects a stock client to the server that runs it, and adds what it told to the facts.</summary>
    public static async Task AskAsync(Facts facts, RunFolder folder, TestFolder whole, PortBlock ports, Dictionary<string, string> environment, string stockClient, int port, string key)
    {
        Dictionary<string, string> variables = new(environment) { ["MOSH_KEY"] = key, ["LC_ALL"] = "C.UTF-8", ["TERM"] = "xterm-256color" };
        using var terminal = new ProgramTerminal(folder, variables, stockClient, "127.0.0.1", port.ToString(CultureInfo.InvariantCulture));
        await terminal.UntilAsync("the session's program tells", () => File.Exists(folder["told"]));
        await terminal.EndAsync();
        string[] parts = ports.Hide(folder.Read("told").Replace(folder.Root, "{folder}", StringComparison.Ordinal).Replace(whole.Root, "{whole}", StringComparison.Ordinal)).Split("variables\n");
        facts["session"] = $"{parts[0]}client's status {terminal.Status}";
        foreach (string[] variable in parts[^1].Split('\n').Select(line => line.Split('=', 2)).Where(variable => variable.Length == 2))
        {
            facts["variable " + variable[0]] = variable[1];
        }
    }
}
