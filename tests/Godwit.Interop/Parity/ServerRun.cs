using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>Runs a server, looks at what it says and leaves running, and ends that.</summary>
internal static partial class ServerRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Makes the run.</summary>
    public static async Task<Facts> OfAsync(ParityRow row, Side side, TestFolder whole)
    {
        var folder = new RunFolder(whole);
        using PortBlock ports = PortBlock.Take(row);
        string stockClient = Programs.Installed("mosh-client", "mosh");
        ParityRow made = row with
        {
            Environment = row.Environment.ToDictionary(one => one.Key, one => one.Value?.Replace("{tell}", whole["tell"], StringComparison.Ordinal)),
        };
        string[] words = [.. row.Arguments.Select(word => ports.Fill(word.Replace("{tell}", whole["tell"], StringComparison.Ordinal)))];
        Dictionary<string, string> environment = ParityEnvironment.Of(folder, made);
        Facts facts;
        Match connect;
        int pid;
        if (row.Scene == Scene.Terminal)
        {
            using var terminal = new ProgramTerminal(folder, environment, [side[row.Program], .. words]);
            await terminal.UntilAsync("the server has left its parent", () => false);
            facts = Said(terminal.Written, terminal.Error, terminal.Status!.Value, ports, out connect, out pid);
        }
        else
        {
            ChildResult result = await ChildProcess.RunAsync(new ChildStart(side[row.Program], words, environment), Limit);
            facts = Said(result.Output, result.Error, result.ExitCode, ports, out connect, out pid);
        }

        if (pid > 0)
        {
            await ProcessStatus.TakesAsync(pid, ProcessStatus.UserSignal);
            await LookAsync(row.Scene, facts, folder, whole, ports, side, environment, pid, connect, stockClient);
            Platform.ChildProcess.Terminate(pid);
        }

        return facts;
    }

    private static Facts Said(string output, string error, int status, PortBlock ports, out Match connect, out int pid)
    {
        connect = ConnectLine().Match(output);
        Match detached = DetachedLine().Match(error);
        pid = detached.Success ? int.Parse(detached.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        string complaint = Banner().Split(error)[0];
        output = connect.Success ? output.Replace(connect.Groups[2].Value, "{key}", StringComparison.Ordinal) : output;
        return new Facts
        {
            [Facts.Output] = IsForPeople(output) ? Facts.Words(output) : ports.Hide(output),
            [Facts.Complaint] = Facts.Words(complaint),
            ["usages"] = Regex.Count(error, @"^Usage: \S*mosh-server new ", RegexOptions.Multiline).ToString(CultureInfo.InvariantCulture),
            ["bad port line"] = ports.Hide(BadPort().Match(error).Value),
            ["detached lines"] = DetachedLine().Count(error).ToString(CultureInfo.InvariantCulture),
        }.WithStatus(status);
    }

    private static bool IsForPeople(string output) => output.StartsWith("Usage:", StringComparison.Ordinal) || output.Contains("mosh-server (", StringComparison.Ordinal);

    private static async Task LookAsync(
        Scene scene, Facts facts, RunFolder folder, TestFolder whole, PortBlock ports, Side side, Dictionary<string, string> environment, int pid, Match connect, string stockClient)
    {
        int port = int.Parse(connect.Groups[1].Value, CultureInfo.InvariantCulture);
        switch (scene)
        {
            case Scene.Session:
                await ServerTold.AskAsync(facts, folder, whole, ports, environment, stockClient, port, connect.Groups[2].Value);
                break;
            case Scene.TwoSeconds:
                await AwaitWitnessAsync(new(environment) { ["MOSH_SERVER_NETWORK_TMOUT"] = "2" }, side, signal: null);
                facts["runs on"] = ProcessStatus.IsRunning(pid) ? "yes" : "no";
                break;
            case Scene.UserSignal:
                // One that has to obey, started and signalled only then, and another: the first had its turn long before.
                await Signals.SendAsync("USR1", pid);
                for (int witness = 0; witness < 2; witness++)
                {
                    await AwaitWitnessAsync(environment.Where(one => one.Key != "MOSH_SERVER_SIGNAL_TMOUT").ToDictionary(), side, "USR1");
                }

                facts["runs on"] = ProcessStatus.IsRunning(pid) ? "yes" : "no";
                break;
            default:
                facts["listens on"] = UdpTable.AddressOf(pid, port);
                break;
        }
    }

    /// <summary>Starts another server of the same side and waits for its end.</summary>
    private static async Task AwaitWitnessAsync(Dictionary<string, string> environment, Side side, string? signal)
    {
        ChildResult witness = await ChildProcess.RunAsync(new ChildStart(side["mosh-server"], ["new", "-p", "0", "--", "true"], environment), Limit);
        Match detached = DetachedLine().Match(witness.Error);
        Assert.True(detached.Success, $"The other server did not start, status {witness.ExitCode}:\n{witness.Output}\n{witness.Error}");
        int pid = int.Parse(detached.Groups[1].Value, CultureInfo.InvariantCulture);
        if (signal is not null)
        {
            await ProcessStatus.TakesAsync(pid, ProcessStatus.UserSignal);
            await Signals.SendAsync(signal, pid);
        }

        await Wait.UntilAsync("the other server ends", () => Task.FromResult(!ProcessStatus.IsRunning(pid)), () => Task.FromResult(""));
    }

    [GeneratedRegex(@"^MOSH CONNECT (\d+) ([A-Za-z0-9/+]{22})\r?$", RegexOptions.Multiline)]
    private static partial Regex ConnectLine();

    [GeneratedRegex(@"^\[mosh-server detached, pid = (\d+)\]\r?$", RegexOptions.Multiline)]
    private static partial Regex DetachedLine();

    [GeneratedRegex(@"mosh-server: Bad UDP port.*$", RegexOptions.Multiline)]
    private static partial Regex BadPort();

    [GeneratedRegex(@"^(mosh-server \(mosh|godwit server [0-9])", RegexOptions.Multiline)]
    private static partial Regex Banner();
}
