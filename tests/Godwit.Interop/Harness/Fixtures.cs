using System.Globalization;
using System.Text;

namespace Godwit.Interop.Harness;

/// <summary>The programs and files that scenarios run: the same each time, and nothing of the user's own configuration.</summary>
internal static class Fixtures
{
    /// <summary>What an idle bash shows in its row, without the blank behind it.</summary>
    public const string Prompt = "$";

    public const string BashRc = "PS1='$ '\nunset HISTFILE\nunset PROMPT_COMMAND\n";

    /// <summary>bash that reads only <see cref="BashRc"/>.</summary>
    public static string[] Bash(TestFolder folder) => ["/bin/bash", "--noprofile", "--rcfile", folder["bashrc"], "-i"];

    /// <summary>Numbered lines with seeded words, for pagers and editors.</summary>
    public static string Prose(int lines)
    {
        string[] words = ["godwit", "tide", "salt", "north", "wing", "flight", "mud", "shore", "wind", "bill"];
        var random = new Random(20);
        var text = new StringBuilder();
        for (int line = 1; line <= lines; line++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line} {string.Join(' ', random.GetItems(words, random.Next(3, 9)))}\n");
        }

        return text.ToString();
    }
}
