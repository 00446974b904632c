using System.Globalization;

namespace Godwit.Interop.Parity;

/// <summary>A program for the session, which tells how it was started.</summary>
internal static class ServerTold
{
    private const string Script = """
        #!/bin/sh
        {
          printf 'in '; pwd -P
          printf 'size '; stty size
          stty -a | grep -o -e '-\{0,1\}iutf8'
          printf '<%s>\n' "$0" "$@"
          umask
          grep '^Sig[IB]' /proc/self/status
          printf 'descriptors'; for one in 0 1 2 3 4 5 6 7 8 9; do [ -e "/proc/$$/fd/$one" ] && printf ' %s' "$one"; done; echo
          echo variables
          tr '\0' '\n' </proc/$$/environ
        } >"$TOLD.new"
        mv "$TOLD.new" "$TOLD"
        """;

    /// <summary>Writes it.</summary>
    /// <returns>Its path.</returns>
    public static string Write(RunFolder folder) => folder.WriteProgram("tell", Script.Replace("$TOLD", folder["told"], StringComparison.Ordinal) + "\n");

    /// <summary>Connects a stock client to the server that runs it, and adds what it told to the facts.</summary>
    public static async Task AskAsync(Facts facts, RunFolder folder, PortBlock ports, Dictionary<string, string> environment, string stockClient, int port, string key)
    {
        Dictionary<string, string> variables = new(environment) { ["MOSH_KEY"] = key, ["LC_ALL"] = "C.UTF-8", ["TERM"] = "xterm-256color" };
        using var terminal = new ProgramTerminal(folder, variables, stockClient, "127.0.0.1", port.ToString(CultureInfo.InvariantCulture));
        await terminal.UntilAsync("the session's program tells", () => File.Exists(folder["told"]));
        await terminal.EndAsync();
        string[] parts = ports.Hide(folder.Read("told").Replace(folder.Root, "{folder}", StringComparison.Ordinal)).Split("variables\n");
        facts["session"] = $"{parts[0]}client's status {terminal.Status}";
        foreach (string[] variable in parts[^1].Split('\n').Select(line => line.Split('=', 2)).Where(variable => variable.Length == 2))
        {
            facts["variable " + variable[0]] = variable[1];
        }
    }
}
