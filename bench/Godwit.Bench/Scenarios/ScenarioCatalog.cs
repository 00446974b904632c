using Godwit.Bench.Models;

namespace Godwit.Bench.Scenarios;

/// <summary>All scenarios, in the order of the report: the table of spec 07 section 9, and more of the same kind.</summary>
internal static class ScenarioCatalog
{
    private const string Sentence = "the quick brown fox jumps over it"; // 33 keys
    private const string Commands = "echo alpha beta\rls -d /etc /usr\rdate +%Y\r"; // 38 letters
    private const string Vim = "exec vim -u NONE -i NONE -N -n --cmd 'set t_RV= t_u7= t_RB= t_RF= t_RS= t_RC= noruler noshowcmd ttimeout ttimeoutlen=20 shortmess+=I'";
    private const string Tmux = "exec tmux -S \"$HOME/s\" -f \"$F/tmux.conf\" new-session -n w 'exec bash --noprofile --norc'";
    private const string Raw = "stty raw -echo; exec \"$@\"";
    private const string ControlLeft = "\e[1;5D";

    // Sooner than the answer of a line can be seen on the links of 200 ms, later than clients send their next packet.
    private const double LineMilliseconds = 190;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        SessionScenario.Make(),
        Echo(0), Echo(30), Echo(70), Echo(120), Echo(300),
        new("vim-line", "vim insert, empty line", $"{Vim} new.txt", ScenarioKeys.After("i", Sentence)) { Programs = ["vim"], FirstKey = 1 },
        new("vim-middle", "vim insert inside a line", $"{Vim} \"$F/sentence.txt\"", ScenarioKeys.After("17|i", "that is inserted")) { Programs = ["vim"], FirstKey = 1 },
        new("nano", "nano", "exec nano -I new.txt", ScenarioKeys.Of(Sentence)) { Programs = ["nano"] },
        new("bash", "bash, three commands", "exec bash --noprofile --norc", ScenarioKeys.Of(Commands)) { Programs = ["bash"] },
        new("zsh", "zsh -f, three commands", "exec zsh -f -i", ScenarioKeys.Of(Commands)) { Programs = ["zsh"] },

        // Without the folder fish would make completions out of all manual pages first.
        new("fish", "fish, three commands", "mkdir -p .local/share/fish/generated_completions; exec fish", ScenarioKeys.Of(Commands)) { Programs = ["fish"] },
        new("tmux", "tmux, three commands", Tmux, ScenarioKeys.Of(Commands)) { Programs = ["tmux", "bash"] },
        new("tmux-split", "tmux, text in the right pane, typing left", $"{Tmux} \\; split-window -h -d 'head -n 23 \"$F/lines.txt\"; exec sleep 1000'", ScenarioKeys.Of(Commands)) { Programs = ["tmux", "bash"] },
        Modelled("field", "fixed text right of the field", Sentence),
        Modelled("right-prompt", "right prompt on the line", "make -j4 install"),
        Modelled("ghost-other", "ghost text that differs", Sentence),
        Modelled("ghost-same", "ghost text that matches", Model.GhostText),
        new("cjk", "CJK characters", $"{Raw} echo", ScenarioKeys.Of("日本語の入力を試す文字列です。")),
        new("python", "python REPL", "exec python3 -q", ScenarioKeys.Of("n = 40 + 2\rn * 10 + 1\r")) { Programs = ["python3"] },
        new("fzf", "fzf query", "exec fzf < \"$F/words.txt\"", ScenarioKeys.Of("ter")) { Programs = ["fzf"] },

        // A key that went out in the packet of the Enter before would be echoed before cat has read the line.
        new("cat", "canonical echo (cat)", "exec cat", ScenarioKeys.OfParts(LineMilliseconds, "first line\r", "second line\r", "third\r")),

        // Back and forth in one go, old screens would pass for the answer of a key.
        new("less", "less, j and k", "exec less \"$F/lines.txt\"", ScenarioKeys.OfParts(ScenarioKeys.ThinkMilliseconds, "jjjjjjjj", "kkkk", "jjjj")) { Programs = ["less"], IsMovement = true },
        new("vim-moves", "vim, hjkl and jjjjdd", $"{Vim} \"$F/lines.txt\"", ScenarioKeys.Of("jjllllkhhjjjjdd")) { Programs = ["vim"], IsMovement = true },
        Modelled("scroll", "output scrolls over the input line", Sentence),
        Modelled("ping", "output comes at the cursor, as ping's", Sentence),
        new("word-left", "Ctrl-left in bash, typing there", "exec bash --noprofile --norc",
            ScenarioKeys.Of("echo alpha beta".Select(letter => letter.ToString()).Concat([ControlLeft, "x", "y", ControlLeft, ControlLeft, "z", "o"]))) { Programs = ["bash"] },
    ];

    /// <exception cref="BenchException">There is none of that name.</exception>
    public static Scenario Find(string name) =>
        All.FirstOrDefault(scenario => scenario.Name == name)
            ?? throw new BenchException($"there is no scenario {name}; known are {string.Join(", ", All.Select(scenario => scenario.Name))}");

    private static Scenario Echo(int late) => late == 0
        ? new("echo", "raw echo, at once", $"{Raw} echo", ScenarioKeys.Of(Sentence))
        : new($"echo-{late}", $"raw echo, {late} ms late", $"{Raw} echo {late}", ScenarioKeys.Of(Sentence)) { ReferenceShell = $"{Raw} echo" };

    private static Scenario Modelled(string name, string title, string text) => new(name, title, $"{Raw} {name}", ScenarioKeys.Of(text));
}
