using System.Text;

namespace Godwit.Cli;

/// <summary>Splits a command into words by the shell's rules for quotes and blanks (<c>--ssh="ssh -p 2222 -o 'A B'"</c>).</summary>
internal static class ShellWords
{
    /// <summary>Splits; nothing is expanded.</summary>
    /// <param name="command">The command.</param>
    /// <param name="hasComments">True if a <c>#</c> that begins a word ends the command.</param>
    /// <returns>The words; null if a quote is not closed.</returns>
    public static List<string>? Split(string command, bool hasComments = false)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        var quote = '\0';
        for (var i = 0; i < command.Length; i++)
        {
            var character = command[i];
            if (quote == '\0' && character is ' ' or '\t' or '\n')
            {
                AddWord(ref inWord);
                continue;
            }

            if (hasComments && character == '#' && !inWord)
            {
                break;
            }

            inWord = true;
            if (character == '\\' && quote != '\'' && i + 1 < command.Length && (quote == '\0' || IsEscapable(command[i + 1])))
            {
                word.Append(command[++i]);
            }
            else if (quote == '\0' && character is '\'' or '"')
            {
                quote = character;
            }
            else if (quote == character && quote != '\0')
            {
                quote = '\0';
            }
            else
            {
                word.Append(character);
            }
        }

        AddWord(ref inWord);
        return quote == '\0' ? words : null;

        void AddWord(ref bool present)
        {
            if (present)
            {
                words.Add(word.ToString());
                word.Clear();
                present = false;
            }
        }
    }

    // What a backslash escapes inside double quotes.
    private static bool IsEscapable(char character) => character is '"' or '\\' or '$' or '`';
}
