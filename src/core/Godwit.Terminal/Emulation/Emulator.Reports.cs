using System.Globalization;
using System.Text;
using static Godwit.Terminal.SequenceKey;

namespace Godwit.Terminal;

/// <content>
/// Queries, answered at once. Replies are literals and decimal numbers: no octet that a program chose comes back to its input, where a
/// shell would read it as typed. Titles and the clipboard are never reported.
/// </content>
public sealed partial class Emulator
{
    private void Query(int key, SequenceParameters parameters)
    {
        if (!options.AnswerQueries)
        {
            return;
        }

        switch (key)
        {
            case 'c':
                replies.Append("\e[?62c");
                break;
            case Secondary | 'c':
                replies.Append("\e[>1;10;0c");
                break;
            case Tertiary | 'c':
                replies.Append("\eP!|00000000\e\\");
                break;
            case 'n' when parameters[0] == 5:
                replies.Append("\e[0n");
                break;
            case 'n' when parameters[0] == 6:
                ReportCursor("\e[", "R");
                break;
            case Private | 'n' when parameters[0] == 6:
                ReportCursor("\e[?", "R");
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
            // XTGETTCAP: nothing is known here, and saying so spares the program its time-out.
            replies.Append("\eP0+r\e\\");
        }
    }

    private void ReportMode(int number, bool isPrivate) =>
        Reply($"\e[{(isPrivate ? "?" : "")}{number};{ModeReport(number, isPrivate)}$y");

    private void ReportCursor(string before, string after)
    {
        int row = Screen.CursorRow - (state.OriginMode ? state.MarginTop : 0);
        int column = Screen.CursorColumn - (state.OriginMode ? state.MarginLeft : 0);
        Reply($"{before}{row + 1};{column + 1}{after}");
    }

    /// <summary>XTWINOPS 18 and 19: the size in characters. Pixels and positions are not known here.</summary>
    private void ReportWindow(int operation)
    {
        if (options.AnswerQueries && operation is 18 or 19)
        {
            Reply($"\e[{operation - 10};{Screen.Height};{Screen.Width}t");
        }
    }

    /// <summary>DECRQSS: the setting in the form that would set it.</summary>
    private void ReportSetting(ReadOnlySpan<byte> name)
    {
        string? setting = name switch
        {
            [(byte)'m'] => RenditionReport() + "m",
            [(byte)'r'] => $"{state.MarginTop + 1};{state.MarginBottom + 1}r",
            [(byte)'s'] => $"{state.MarginLeft + 1};{state.MarginRight + 1}s",
            [(byte)' ', (byte)'q'] => $"{Screen.Modes.CursorShape} q",
            [(byte)'"', (byte)'p'] => "62;1\"p",
            [(byte)'"', (byte)'q'] => "0\"q",
            _ => null,
        };
        replies.Append(setting is null ? "\eP0$r\e\\" : $"\eP1$r{setting}\e\\");
    }

    private string RenditionReport()
    {
        StringBuilder report = new("0");
        Style pen = state.Pen;
        foreach ((StyleAttributes attribute, int code) in AttributeCodes)
        {
            if (pen.Attributes.HasFlag(attribute))
            {
                report.Append(CultureInfo.InvariantCulture, $";{code}");
            }
        }

        if (pen.Underline != UnderlineKind.None)
        {
            report.Append(pen.Underline == UnderlineKind.Single ? ";4" : string.Create(CultureInfo.InvariantCulture, $";4:{(int)pen.Underline}"));
        }

        AppendColor(report, pen.Foreground, 38);
        AppendColor(report, pen.Background, 48);
        AppendColor(report, pen.UnderlineColor, 58);
        return report.ToString();
    }

    private static readonly (StyleAttributes Attribute, int Code)[] AttributeCodes =
    [
        (StyleAttributes.Bold, 1),
        (StyleAttributes.Faint, 2),
        (StyleAttributes.Italic, 3),
        (StyleAttributes.Blink, 5),
        (StyleAttributes.Inverse, 7),
        (StyleAttributes.Invisible, 8),
        (StyleAttributes.Strikethrough, 9),
        (StyleAttributes.Overline, 53),
    ];

    private static void AppendColor(StringBuilder report, Color color, int target)
    {
        if (color.IsIndexed && color.Index < 16 && target != 58)
        {
            int basic = color.Index < 8 ? target - 8 + color.Index : target + 52 + color.Index - 8;
            report.Append(CultureInfo.InvariantCulture, $";{basic}");
        }
        else if (color.IsIndexed)
        {
            report.Append(CultureInfo.InvariantCulture, $";{target}:5:{color.Index}");
        }
        else if (color.IsRgb)
        {
            report.Append(CultureInfo.InvariantCulture, $";{target}:2::{color.Red}:{color.Green}:{color.Blue}");
        }
    }

    private void Reply(FormattableString reply) => replies.Append(FormattableString.Invariant(reply));
}
