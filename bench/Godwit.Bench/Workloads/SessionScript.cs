using Godwit.Bench.Judging;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>What a person does in half a minute: corrects a line in the shell, changes a file in vim, pages in less, types a password.</summary>
internal static class SessionScript
{
    private const double ThinkMilliseconds = 500;

    /// <summary>Programs that it needs.</summary>
    public static IReadOnlyList<string> Programs { get; } = ["bash", "vim", "less"];

    /// <summary>The programs of <see cref="Programs"/> that are not there.</summary>
    public static IReadOnlyList<string> MissingPrograms() => [.. Programs.Where(program => Capture.Run(program, "--version").Length == 0)];

    /// <summary>Writes the files that it works on.</summary>
    /// <returns>argv of the shell.</returns>
    public static IReadOnlyList<string> Prepare(PrivateFolder folder)
    {
        var random = new Random(7); // The files are the same in every run.
        folder.Write("story.txt", string.Concat(Enumerable.Range(1, 300).Select(line => $"{line,3} {Prose.Line(random, random.Next(25, 60))}\n")));
        folder.Write("notes.txt", string.Concat(Enumerable.Range(1, 12).Select(_ => $"{Prose.Line(random, 45)}\n")));
        // Neither the alternate screen nor questions to the terminal, so that every screen is the same in every terminal.
        var shell = folder.Write("session.bashrc", $$"""
            PS1='user@host:~$ '
            HISTFILE=
            unset MAILCHECK
            export LESS=-X LESSHISTFILE=-
            alias vi="vim -u NONE -i NONE -N -n --cmd 'set t_ti= t_te= t_RV= t_u7= t_RB= t_RF= t_RS= t_RC= noruler noshowcmd ttimeout ttimeoutlen=20 shortmess+=I'"
            login() { read -r -s -p 'Password: ' x; echo; echo 'Access granted.'; }
            cd '{{folder.Root}}'
            printf '\033[2J\033[H'

            """);
        return ["/bin/bash", "--noprofile", "--rcfile", shell, "-i"];
    }

    /// <summary>The keys; pauses are from the seed.</summary>
    public static IReadOnlyList<Keystroke> Keys(int seed)
    {
        const string Backspace = "\x7f";
        const string LineStart = "\x01";
        const string LineEnd = "\x05";
        var random = new Random(seed);
        List<Keystroke> keys = [];

        void Press(string key, bool waits = false, double think = 0) => keys.Add(new(key, Prose.Pause(random) + think, waits));
        void Write(string text, double think = 0)
        {
            foreach (var (index, letter) in text.Index())
            {
                Press(letter.ToString(), think: index == 0 ? think : 0);
            }
        }

        Write("echo the quick brwn fox");
        Enumerable.Repeat("<left>", 6).ToList().ForEach(key => Press(key));
        Write("o");
        Press(LineStart);
        Press(LineEnd);
        Write(" jumpz");
        Press(Backspace);
        Write("ed");
        Press("\r", waits: true);
        Write("vi notes.txt", ThinkMilliseconds);
        Press("\r", waits: true);
        Write("jj", ThinkMilliseconds);
        Press("o", waits: true);
        Write("A line typed in insert mode.", ThinkMilliseconds);
        Press("\e", waits: true);
        Write("kkwwdd");
        Write(":q!");
        Press("\r", waits: true);
        Write("less story.txt", ThinkMilliseconds);
        Press("\r", waits: true);
        "  jjjb".ToList().ForEach(key => Press(key.ToString(), think: ThinkMilliseconds / 2));
        Press("d", waits: true);
        Press("q", waits: true, ThinkMilliseconds);
        Write("login", ThinkMilliseconds);
        Press("\r", waits: true);
        Write("S3cret.pass", ThinkMilliseconds); // Nothing may be shown of it.
        Press("\r", waits: true);
        Write("echo done", ThinkMilliseconds);
        Press("\r", waits: true);
        return keys;
    }
}
