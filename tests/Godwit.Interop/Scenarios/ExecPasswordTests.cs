using System.Text;
using System.Text.RegularExpressions;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>An sshd that wants a password while standard input is a pipe of the command's data: the prompt is given none of it.</summary>
public sealed partial class ExecPasswordTests
{
    private const string Password = "open sesame";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // More than a pipe holds. The first line is what a prompt that reads it would be content with.
    private const string Data = $"{{ echo '{Password}'; seq 1 200000; }}";

    [Fact]
    public async Task Exec_PasswordIsTypedAtTheTerminal_DataIsTheCommands()
    {
        await using CommandHost host = await CommandHost.OpenAsync(password: Password);
        string script = CommandHost.Script(host.Folder["run"], $"{Data} | {host.Exec} {host.Name} 'sha256sum; exit 4' >{host.Folder["got"]} 2>{host.Folder["complaints"]}");
        await using ChildProcess terminal = ChildProcess.Start(new ChildStart(Programs.Installed("script", "bsdutils"), ["-qefc", script, "/dev/null"], host.Environment));
        string shown = await ReadUntilAsync(terminal, "password: ");
        await terminal.Input.WriteAsync(Encoding.ASCII.GetBytes(Password + "\n"), TestContext.Current.CancellationToken);
        await terminal.Input.FlushAsync(TestContext.Current.CancellationToken);
        await terminal.ExitAsync(Limit);
        shown += await terminal.Output.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Matches(OnePrompt(), shown);
        Assert.Equal(("", 4), (await ReadAsync(host, "complaints"), terminal.ExitCode));
        Assert.Equal(await SumAsync(host), await ReadAsync(host, "got"));
    }

    /// <summary>The program that asks reads what it finds at its standard input: that must not be ours.</summary>
    [Fact]
    public async Task Exec_PasswordIsAskedForByAProgram_DataIsTheCommands()
    {
        await using CommandHost host = await CommandHost.OpenAsync(password: Password);
        host.Environment["SSH_ASKPASS"] = CommandHost.Script(host.Folder["ask"], $"printf '%s\\n' \"$1\" >>{host.Folder["asked"]}; cat >{host.Folder["stolen"]}; echo '{Password}'");
        host.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        ChildResult result = await host.RunHereAsync($"{Data} | setsid -w {host.Exec} $1 'sha256sum; exit 4'");
        Assert.Equal((4, await SumAsync(host), ""), (result.ExitCode, result.Output, result.Error));
        Assert.EndsWith("password: \n", await ReadAsync(host, "asked"), StringComparison.Ordinal);
        Assert.Equal("", await ReadAsync(host, "stolen"));
    }

    [Fact]
    public async Task Exec_NobodyToAsk_EndsAndLeavesTheInputAlone()
    {
        await using CommandHost host = await CommandHost.OpenAsync(password: Password);
        ChildResult result = await host.RunHereAsync($"printf '{Password}\\ntwo\\n' | {{ setsid -w {host.Exec} $1 'echo never'; echo status $?; cat; }}");
        Assert.Equal($"status 255\n{Password}\ntwo\n", result.Output);
        Assert.Contains("Permission denied", result.Error, StringComparison.Ordinal);
    }

    private static async Task<string> ReadUntilAsync(ChildProcess terminal, string text)
    {
        using var deadline = new CancellationTokenSource(Limit);
        var shown = new StringBuilder();
        var piece = new char[1];
        while (!shown.ToString().EndsWith(text, StringComparison.Ordinal))
        {
            Assert.True(await terminal.Output.ReadAsync(piece, deadline.Token) == 1, $"No \"{text}\" in: {shown}");
            shown.Append(piece);
        }

        return shown.ToString();
    }

    private static async Task<string> SumAsync(CommandHost host) => (await host.RunHereAsync($"{Data} | sha256sum")).Output;

    private static Task<string> ReadAsync(CommandHost host, string name) => File.ReadAllTextAsync(host.Folder[name], TestContext.Current.CancellationToken);

    // The terminal has no echo while it asks, and nothing else comes to it.
    [GeneratedRegex(@"^\r?\w+@127\.0\.0\.1's password: \r\n$")]
    private static partial Regex OnePrompt();
}
