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

    /// <summary>vim without the questions that it asks a terminal: their answers differ, and with them what it draws.</summary>
    public static string[] Vim(TestFolder folder)
    {
        string vim = Programs.Installed("vim", "vim");
        string configuration = folder.Write("vimrc", """
            set nocompatible nomodeline noswapfile viminfo= number hlsearch laststatus=2 showmode background=dark
            set t_RV= t_u7= t_RB= t_RF= t_RC= t_RS=
            syntax on
            """ + "\n");
        return [vim, "-u", configuration, "-i", "NONE"];
    }

    public static string Less() => Programs.Installed("less", "less");

    /// <summary>A program that prints a numbered line every half second, for ten seconds.</summary>
    public const string Ticks = """
        i=0
        while [ $i -lt 20 ]; do i=$((i + 1)); echo "tick $i"; sleep 0.5; done
        echo ticks done
        """ + "\n";

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
