using System.Globalization;
using static Godwit.Terminal.SequenceKey;

namespace Godwit.Terminal;

/// <content>
/// Queries, answered at once. Replies are literals and numbers: no octet that a program chose comes back to its input, where a shell would
/// read it as typed. Titles and the clipboard are never reported.
/// </content>
public sealed partial class Emulator
{
    /// <summary>
    /// DA1: a VT220 (62, as stock) with selective erase (6), horizontal scrolling (21), colour (22), rectangles (28) and clipboard writes (52).
    /// </summary>
    private const string PrimaryAttributes = "\e[?62;6;21;22;28;52c";

    private void Query(int key, SequenceParameters parameters)
    {
        if (!options.AnswerQueries)
        {
            return;
        }

        switch (key)
        {
            case 'c' when parameters[0] == 0:
                replies.Append(PrimaryAttributes);
                break;
            case Secondary | 'c' when parameters[0] == 0:
                replies.Append("\e[>1;10;0c");
                break;
            case Tertiary | 'c' when parameters[0] == 0:
                replies.Append("\eP!|00000000\e\\");
                break;
            case 'n':
                ReportStatus(parameters[0]);
                break;
            case Private | 'n':
                ReportPrivateStatus(parameters);
                break;
            case 'x' when parameters[0] <= 1:
                Reply($"\e[{parameters[0] + 2};1;1;128;128;1;0x");
                break;
            case Secondary | 'q' when parameters[0] == 0:
                replies.Append("\eP>|Godwit\e\\");
                break;
            case Dollar | 'p':
                ReportMode(parameters[0], isPrivate: false);
                break;
            case Private | Dollar | 'p':
                ReportMode(parameters[0], isPrivate: true);
                break;
            case Dollar | 'w':
                ReportPresentation(parameters[0]);
                break;
            case Asterisk | 'y':
                ReportChecksum(parameters);
                break;
            case Private | 'u':
                int flags = Screen.Modes.KittyKeyboard;
                ReplyFromFacts(facts => facts.KittyKeyboard ? string.Create(CultureInfo.InvariantCulture, $"\e[?{flags}u") : "");
                break;
            case Private | 'm' when parameters[0] == OtherKeysResource:
                Reply($"\e[>{OtherKeysResource};{Screen.Modes.ModifyOtherKeys}m");
                break;
            case Private | 'S' when parameters.Count == 3:
                DeclineGraphics(parameters[0]);
                break;
        }
    }

    internal void Dcs(int key, ReadOnlySpan<byte> text, bool truncated)
    {
        if (!options.AnswerQueries || truncated)
        {
            return;
        }

        if (key == (Dollar | 'q'))
        {
            ReportSetting(text);
        }
        else if (key == (Plus | 'q'))
        {
            ReportCapabilities(text);
        }
    }

    /// <summary>DSR: 5 fine, 6 the cursor.</summary>
    private void ReportStatus(int what)
    {
        if (what == 5)
        {
            replies.Append("\e[0n");
        }
        else if (what == 6)
        {
            ReportCursor("\e[", "R");
        }
    }

    /// <summary>DSR of DEC's own; the answers are xterm's, for what is not there (no printer, no locator, no macros).</summary>
    private void ReportPrivateStatus(SequenceParameters parameters)
    {
        string reply = parameters[0] switch
        {
            15 => "\e[?13n",
            25 => "\e[?20n",
            26 => "\e[?27;1;0;0n",
            53 or 55 => "\e[?53n",
            56 => "\e[?57;0n",
            62 => "\e[0000*{",
            75 => "\e[?70n",
            85 => "\e[?83n",
            _ => "",
        };
        replies.Append(reply);
        switch (parameters[0])
        {
            case 6:
                ReportCursor("\e[?", "R");
                break;
            case 63:
                Reply($"\eP{parameters[1]}!~0000\e\\");
                break;
            case 996:
                ReportColorScheme();
                break;
        }
    }

    private void ReportMode(int number, bool isPrivate) =>
        Reply($"\e[{(isPrivate ? "?" : "")}{number};{ModeReport(number, isPrivate)}$y");

    private void ReportCursor(string before, string after)
    {
        (int row, int column) = CursorPosition;
        Reply($"{before}{row};{column}{after}");
    }

    /// <summary>From 1; in origin mode from the region's corner.</summary>
    private (int Row, int Column) CursorPosition => (
        Screen.CursorRow + 1 - (state.OriginMode ? state.MarginTop : 0),
        Screen.CursorColumn + 1 - (state.OriginMode ? state.MarginLeft : 0));

    /// <summary>XTSMGRAPHICS: colours (1), Sixel (2), ReGIS (3) are known and not there.</summary>
    private void DeclineGraphics(int item)
    {
        const int UnknownItem = 1;
        const int Failure = 3;
        Reply($"\e[?{item};{(item is >= 1 and <= 3 ? Failure : UnknownItem)}S");
    }

    private void Reply(FormattableString reply) => replies.Append(FormattableString.Invariant(reply));

    /// <summary>Answers from what the user's terminal said, or as soon as it has said it.</summary>
    private void ReplyFromFacts(Func<TerminalFacts, string> answer)
    {
        if (!options.AnswerQueries)
        {
            return;
        }

        if (AwaitsFacts)
        {
            replies.Defer(answer);
        }
        else
        {
            replies.Append(answer(Facts));
        }
    }
}
