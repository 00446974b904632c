using System.Text;
using Godwit.Cli.Demo;
using Godwit.Cli.Tests.Support;
using Godwit.Platform;

namespace Godwit.Cli.Completion.Tests;

/// <summary>A home with an ssh configuration, known hosts and a script of ours, for one kind of shell.</summary>
internal sealed class ShellHome : IDisposable
{
    private readonly string shell;

    public ShellHome(string shell)
    {
        if (!Shells.IsInstalled(shell))
        {
            Assert.Skip($"{shell} is not installed.");
        }

        this.shell = shell;
        Directory.CreateDirectory(PathOf(".ssh"));
        Directory.CreateDirectory(PathOf("folder"));
        File.WriteAllText(PathOf("script"), CompletionCommand.Script(shell));
        File.WriteAllText(PathOf("reportfile"), "");
        File.WriteAllText(PathOf("folder/only-ours"), "#!/bin/sh\n");
        File.SetUnixFileMode(PathOf("folder/only-ours"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.WriteAllText(PathOf(".ssh/config"), "Host first *.pattern second\n  HostName 192.0.2.1\nhost=\"third\" # comment");
        File.WriteAllText(
            PathOf(".ssh/known_hosts"),
            """
            # comment
            fourth,192.0.2.4 ssh-ed25519 AAAA
            [fifth]:2222 ssh-ed25519 AAAA
            |1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-ed25519 AAAA
            @revoked sixth ssh-ed25519 AAAA
            $(touch\040danger) ssh-ed25519 AAAA

            """);
    }

    /// <summary>The names of hosts that are in it and can be offered.</summary>
    public static IReadOnlyList<string> Hosts { get; } = ["first", "second", "third", "fourth", "192.0.2.4", "fifth"];

    private string Folder { get; } = Directory.CreateTempSubdirectory("godwit-completion-").FullName;

    /// <summary>All options of a command as they are typed, without the sign before a value.</summary>
    public static IEnumerable<string> Words(CommandSpec command) =>
        command.Options.SelectMany(option => option.NegatedWord is { } negated ? new[] { option.Word, negated } : [option.Word]);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Runs the shell with some lines of its language, in the home.</summary>
    public ProgramRun Run(string lines, params string[] options)
    {
        File.WriteAllText(PathOf("lines"), $"cd {Folder}\n{lines}\n");
        return ProgramRun.Of(shell, [.. options, PathOf("lines")], new Dictionary<string, string?> { ["HOME"] = Folder, ["LC_ALL"] = "C.UTF-8", ["XDG_CONFIG_HOME"] = null });
    }

    /// <summary>Types keys into an interactive shell that has run some lines, and waits for what they should bring.</summary>
    /// <param name="lines">In the shell's language.</param>
    /// <param name="options">The shell's.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="isExpected">Sees what is on the command line, and the words below it.</param>
    public void Type(string lines, string[] options, string keys, Func<string, IEnumerable<string>, bool> isExpected)
    {
        File.WriteAllText(PathOf("lines"), $"cd {Folder}\n{lines}\n");
        EnvironmentBlock environment = DemoEnvironment.ForScript();
        environment.Set("HOME", Folder);
        using var terminal = new DemoTerminal($"/usr/bin/{shell}", [shell, .. options], environment);
        Await(terminal, rows => rows.Contains(DemoScript.Prompt.TrimEnd()));
        terminal.Press(Encoding.UTF8.GetBytes($". {PathOf("lines")}; printf '\\033[2J\\033[H'; echo ready\r"));
        Await(terminal, rows => rows[0] == "ready" && rows[1] == DemoScript.Prompt.TrimEnd());
        terminal.Press(Encoding.UTF8.GetBytes(keys));
        Await(terminal, rows =>
        {
            // A long list scrolls it up.
            int line = rows[0].StartsWith(DemoScript.Prompt, StringComparison.Ordinal) ? 0 : 1;
            return rows[line].StartsWith(DemoScript.Prompt, StringComparison.Ordinal)
                && isExpected(rows[line][DemoScript.Prompt.Length..], rows.Skip(line + 1).SelectMany(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        });
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Await(DemoTerminal terminal, Func<string[], bool> condition)
    {
        const long LongestSeconds = 30;
        var poller = new Poller();
        long deadline = DemoClock.Now + (LongestSeconds * DemoClock.Second);
        while (true)
        {
            terminal.Pump();
            string[] rows = [.. Enumerable.Range(0, DemoScript.Rows).Select(row => ScreenText.Row(terminal.Screen, row))];
            if (condition(rows))
            {
                return;
            }

            Assert.True(DemoClock.Now < deadline && !terminal.IsClosed, $"The screen shows:\n{string.Join('\n', rows)}");
            poller.Clear();
            terminal.Watch(poller);
            poller.Wait(DemoClock.WaitMilliseconds(DemoClock.Now, deadline));
        }
    }
}
