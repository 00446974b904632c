using System.Globalization;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Scenarios;

/// <summary>The files that scenarios work on.</summary>
internal static class ScenarioFiles
{
    private const int Lines = 120;
    private const int LineLength = 50;

    /// <summary>Writes them; they are the same in every run.</summary>
    public static void Write(PrivateFolder folder)
    {
        var random = new Random(5);
        var lines = Enumerable.Range(1, Lines).Select(line => string.Create(CultureInfo.InvariantCulture, $"{line,3} {Prose.Line(random, random.Next(LineLength / 2, LineLength))}")).ToArray();
        folder.Write("lines.txt", string.Join('\n', lines) + "\n");
        folder.Write("words.txt", string.Join('\n', lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()) + "\n");
        folder.Write("sentence.txt", "a small sentence that stands here already and moves\n");

        // What Debian's /etc/inputrc says, so that it is so everywhere.
        folder.Write("inputrc", """
            "\e[1;5C": forward-word
            "\e[1;5D": backward-word

            """);
        folder.Write("tmux.conf", """
            set -g default-terminal "screen-256color"
            set -g status-left ""
            set -g status-right ""
            set -g destroy-unattached on
            setw -g automatic-rename off

            """);
    }
}
