using System.Text;

namespace Godwit.Cli;

/// <summary>Quoting for shells that will read our command lines.</summary>
internal static class ShellQuote
{
    /// <summary>One word in single quotes for a POSIX shell; a <c>'</c> becomes <c>'\''</c> (spec 04 section 2.2).</summary>
    /// <param name="word">Any text.</param>
    public static string Word(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Words in single quotes with blanks between.</summary>
    /// <param name="words">Any texts.</param>
    public static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(Word));

    /// <summary>
    /// One word for whatever login shell the far side has: sh, bash, zsh, dash, ksh, fish, csh, tcsh. They agree that letters in single quotes
    /// and a backslash before one character outside of quotes mean themselves; they differ inside: fish knows <c>\\</c> and
    /// <c>\'</c> there, csh takes <c>!</c> for history even there. So those three characters are written outside of the quotes.
    /// </summary>
    /// <param name="word">Any text without a line end: csh has no portable way to write one.</param>
    public static string ForAnyShell(string word)
    {
        var quoted = new StringBuilder("'");
        foreach (var character in word)
        {
            _ = character is '\'' or '\\' or '!' ? quoted.Append("'\\").Append(character).Append('\'') : quoted.Append(character);
        }

        return quoted.Append('\'').ToString();
    }
}
