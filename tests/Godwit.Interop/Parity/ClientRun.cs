using System.Text;
using System.Text.RegularExpressions;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>Runs a client: without a terminal, on one without a server, or in a session with a stock server.</summary>
internal static partial class ClientRun
{
    private const string ExitNotice = MoshSession.ExitNotice;

    // The terminal is the client's once it has asked for application cursor keys (spec 04 section 4.1).
    private const string TakesTerminal = "\e[?1h";

    // Ends what the user types, so that the test knows when all has arrived.
    private const char Last = 'Z';

    private const string Title = "\e]0;hello\a";
    private const string Ready = "ready-for-the-end";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Makes the run.</summary>
    public static async Task<Facts> OfAsync(ParityRow row, Side side, TestFolder whole)
    {
        var folder = new RunFolder(whole);
        using PortBlock ports = PortBlock.Take(row);
        Dictionary<string, string> environment = ParityEnvironment.Of(folder, row);
        if (!row.Environment.ContainsKey("MOSH_KEY"))
        {
            environment["MOSH_KEY"] = "ABCDEFGHIJKLMNOPQRSTUQ";
        }

        string[] words = [.. row.Arguments.Select(ports.Fill)];
        return row.Scene switch
        {
            Scene.Plain => Of(await ChildProcess.RunAsync(new ChildStart(side[row.Program], words, environment), Limit)),
            Scene.Typing => await TypeAsync(row, side, folder, environment, $"stty raw -echo; printf {Ready}; exec cat >{folder["typed"]}"),
            Scene.Title => await TypeAsync(row, side, folder, environment, $"printf '{Title}'; printf {Ready}; read line"),
            _ => await WithoutServerAsync(row, side, folder, environment, words),
        };
    }

    // The answers of -c are for programs, and "locale" prints the same wherever it is called; all else is for people.
    private static Facts Of(ChildResult result) => new Facts
    {
        [Facts.Output] = Number().IsMatch(result.Output) || result.Output.StartsWith("LANG=", StringComparison.Ordinal) ? result.Output : Facts.Words(result.Output.Replace(ExitNotice, "", StringComparison.Ordinal)),
        [Facts.Complaint] = Facts.Words(result.Error),
        ["exit notice"] = IsLast(result.Output),
    }.WithStatus(result.ExitCode);

    private static async Task<Facts> WithoutServerAsync(ParityRow row, Side side, RunFolder folder, Dictionary<string, string> environment, string[] words)
    {
        using var terminal = new ProgramTerminal(folder, environment, [side[row.Program], .. words]);
        await terminal.UntilAsync("the client takes the terminal", () => row.Scene == Scene.Terminated && terminal.Written.Contains(TakesTerminal, StringComparison.Ordinal));
        if (terminal.Status is null)
        {
            await terminal.TerminateAsync();
        }

        await terminal.EndAsync();
        return Ended(terminal);
    }

    private static async Task<Facts> TypeAsync(ParityRow row, Side side, RunFolder folder, Dictionary<string, string> environment, string script)
    {
        Dictionary<string, string> variables = new(environment) { ["LC_ALL"] = "C.UTF-8" };
        ChildResult server = await ChildProcess.RunAsync(
            new ChildStart(Programs.Installed("mosh-server", "mosh"), ["new", "-i", "127.0.0.1", "-p", "0", "-c", "256", "--", "sh", "-c", script], variables), Limit);
        string[] connect = server.Output.Trim().Split(' ');
        environment["MOSH_KEY"] = connect[3];
        using var terminal = new ProgramTerminal(folder, environment, [side[row.Program], .. row.Arguments, "127.0.0.1", connect[2]]);
        await terminal.UntilAsync("the session's program is ready", () => terminal.Written.Contains(Ready, StringComparison.Ordinal));
        terminal.Type(row.Typed);
        await terminal.UntilAsync("what was typed arrives", () => row.Scene == Scene.Title || Typed(folder).EndsWith(Last));
        bool hasQuit = terminal.Status is not null;
        if (!hasQuit)
        {
            await terminal.TerminateAsync();
        }

        await terminal.EndAsync();
        Facts facts = Ended(terminal);

        // Whether the program still gets to what was typed before is nobody's promise.
        facts["typed"] = hasQuit ? "quit" : string.Concat(Typed(folder).Select(octet => octet is > ' ' and < '\x7f' ? octet.ToString() : $"<{(int)octet:x2}>"));
        if (row.Scene == Scene.Title)
        {
            facts["titles"] = string.Join(' ', TitleOf().Matches(terminal.Written).Select(title => $"<{title.Groups[1].Value}>"));
        }

        return facts;
    }

    private static string Typed(RunFolder folder) => File.Exists(folder["typed"]) ? File.ReadAllText(folder["typed"], Encoding.Latin1) : "";

    private static Facts Ended(ProgramTerminal terminal) => new Facts
    {
        [Facts.Complaint] = Facts.Words(terminal.Error),
        ["exit notice"] = IsLast(terminal.Written),
        ["alternate screen"] = string.Join(' ', AlternateScreen().Matches(terminal.Written).Select(match => match.Groups[1].Value)),
        ["terminal restored"] = terminal.IsRestored ? "yes" : "no",
    }.WithStatus(terminal.Status!.Value);

    private static string IsLast(string output) => output.TrimEnd().EndsWith(ExitNotice, StringComparison.Ordinal) ? "last" : output.Contains(ExitNotice, StringComparison.Ordinal) ? "not last" : "";

    [GeneratedRegex(@"^-?\d+\n$")]
    private static partial Regex Number();

    [GeneratedRegex("\e\\]([012];[^\a\e]*)(?:\a|\e\\\\)")]
    private static partial Regex TitleOf();

    [GeneratedRegex("\e\\[\\?1049([hl])")]
    private static partial Regex AlternateScreen();
}
