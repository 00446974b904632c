using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>Runs a wrapper with recorders for ssh, client and server.</summary>
internal static partial class WrapperRun
{
    /// <summary>What the recording ssh and the recording server say, unless the row has another <c>SAYS</c>.</summary>
    public const string Says = @"MOSH IP 127.0.0.1\r\nhello\r\nMOSH CONNECT 60001 ABCDEFGHIJKLMNOPQRSTUQ\r\nafter\r\n";

    private const string Request = "a request\n";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Makes the run.</summary>
    public static async Task<Facts> OfAsync(ParityRow row, Side side, TestFolder whole)
    {
        var folder = new RunFolder(whole);
        using TcpListener? listener = row.Scene == Scene.Listener ? Listen() : null;
        (string Found, string Shown)[] places =
        [
            .. Recorders.Places(whole),
            ("{port}", ((listener?.LocalEndpoint as IPEndPoint)?.Port ?? 1).ToString(CultureInfo.InvariantCulture)),
        ];
        await using ChildProcess child = ChildProcess.Start(new ChildStart(
            side[row.Program], [.. row.Arguments.Select(word => Facts.Without(word, places))], Environment(folder, row)));
        Task<string> answer = listener is null ? Task.FromResult("") : AnswerAsync(listener);
        await child.Input.WriteAsync(Encoding.UTF8.GetBytes(listener is null ? "" : Request));
        child.Input.Close();
        string output = await child.Output.ReadToEndAsync();
        await child.ExitAsync(Limit);
        string error = await child.Error;
        (string, string)[] names =
        [
            (side[row.Program], "{mosh}"), (folder.Root, "{folder}"), (whole.Root, "{whole}"), ($"parent {child.ProcessId},", "parent {mosh},"), ($"I am {child.ProcessId}\n", "I am {mosh}\n"),
            ($"MOSH_CLIENT_PID={child.ProcessId}\0", "MOSH_CLIENT_PID={mosh}\0"),
        ];
        string client = Recorded(folder, "client", names);
        return new Facts
        {
            ["ssh"] = Recorded(folder, "ssh", names),
            ["client"] = TitleWord().Replace(client, ""),
            [Facts.Title] = TitleWord().Match(client).Groups[1].Value,
            ["server"] = Recorded(folder, "server", names),
            [Facts.Output] = Facts.Without(IsForPeople(row) ? Facts.Words(output) : output, names),
            [Facts.Complaint] = Facts.Words(WithoutMachineLines(error)),
            ["address line"] = string.Concat(error.Split('\n').Where(IsMachineLine).Select(line => line + "\n")),
            ["heard by the listener"] = listener is null || child.ExitCode != 0 ? "" : await answer,
        }.WithStatus(child.ExitCode);
    }

    // --help and --version are read by people.
    private static bool IsForPeople(ParityRow row) => row.Arguments.Any(word => word is "--help" or "--version" or "-h" or "-v" or "--he");

    private static bool IsMachineLine(string line) => line.StartsWith("MOSH IP ", StringComparison.Ordinal);

    private static string WithoutMachineLines(string error) => string.Concat(error.Split('\n').Where(line => !IsMachineLine(line)));

    private static string Recorded(RunFolder folder, string name, (string, string)[] names)
    {
        string[] parts = Facts.Without(folder.Read(name + ".record"), names).Split("variables\n");
        string variables = string.Join('\n', parts[^1].Split('\0').Where(variable => !variable.StartsWith("SAYS=", StringComparison.Ordinal) && !variable.StartsWith("COLORS", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        // Only the wrapper's own pid is looked at.
        return parts.Length == 1 ? "" : Number().Replace(parts[0], "$1 other") + Facts.Without(variables, names);
    }

    private static Dictionary<string, string> Environment(RunFolder folder, ParityRow row)
    {
        Dictionary<string, string> environment = ParityEnvironment.Of(folder, row);
        environment.TryAdd("SAYS", Says);
        return environment;
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    /// <summary>Reads to the end, answers, and hangs up.</summary>
    private static async Task<string> AnswerAsync(TcpListener listener)
    {
        using TcpClient caller = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(caller.GetStream());
        string heard = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await caller.GetStream().WriteAsync("an answer\n"u8.ToArray(), TestContext.Current.CancellationToken);
        return heard;
    }

    [GeneratedRegex("(parent|I am) [0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("<(-# .*? \\|)>\n", RegexOptions.Singleline)]
    private static partial Regex TitleWord();
}
