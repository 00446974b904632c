using System.Globalization;
using System.Text;

namespace Godwit.Terminal;

/// <content>DECRQSS and DECRQPSR: settings in the form that would set them.</content>
public sealed partial class Emulator
{
    /// <summary>The level that DA1 tells.</summary>
    private const int DefaultLevel = 62;

    /// <summary>DECRQSS: the setting in the form that would set it.</summary>
    private void ReportSetting(ReadOnlySpan<byte> name)
    {
        string? setting = name switch
        {
            [(byte)'m'] => RenditionReport() + "m",
            [(byte)'r'] => $"{state.MarginTop + 1};{state.MarginBottom + 1}r",
            [(byte)'s'] => $"{state.MarginLeft + 1};{state.MarginRight + 1}s",
            [(byte)' ', (byte)'q'] => $"{Screen.Modes.CursorShape} q",
            [(byte)'"', (byte)'p'] => $"{(state.ConformanceLevel == 0 ? DefaultLevel : state.ConformanceLevel)};1\"p",
            [(byte)'"', (byte)'q'] => PenIsProtected && state.Protection == Protection.Dec ? "1\"q" : "0\"q",
            [(byte)'t'] => $"{Screen.Height}t",
            [(byte)'$', (byte)'|'] => $"{Screen.Width}$|",
            [(byte)'*', (byte)'|'] => $"{Screen.Height}*|",
            [(byte)'*', (byte)'x'] => $"{state.AttributeExtent}*x",
            [(byte)'$', (byte)'}'] => "0$}",
            [(byte)'$', (byte)'~'] => "0$~",
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

    /// <summary>DECRQPSR: 1 the cursor with all that belongs to it (DECCIR), 2 the tab stops (DECTABSR).</summary>
    private void ReportPresentation(int what)
    {
        if (what == 1)
        {
            ReportCursorInformation();
        }
        else if (what == 2)
        {
            IEnumerable<string> stops = tabs.Before(Screen.Width).Select(column => (column + 1).ToString(CultureInfo.InvariantCulture));
            replies.Append($"\eP2$u{string.Join('/', stops)}\e\\");
        }
    }

    /// <summary>Flags travel as letters: 64 and a bit each. The position is that on the screen, in origin mode too (as xterm).</summary>
    private void ReportCursorInformation()
    {
        Style pen = state.Pen;
        char rendition = Letter(
            (pen.Attributes & StyleAttributes.Bold) != 0,
            pen.Underline != UnderlineKind.None,
            (pen.Attributes & StyleAttributes.Blink) != 0,
            (pen.Attributes & StyleAttributes.Inverse) != 0);
        char protection = Letter(PenIsProtected, false, false, false);
        char flags = Letter(state.OriginMode, state.Charsets.SingleShift == 2, state.Charsets.SingleShift == 3, state.PendingWrap);
        Reply($"\eP1$u{Screen.CursorRow + 1};{Screen.CursorColumn + 1};1;{rendition};{protection};{flags};{state.Charsets.Locked};2;@;{state.Charsets.Designations}\e\\");

        static char Letter(bool first, bool second, bool third, bool fourth) =>
            (char)('@' + (first ? 1 : 0) + (second ? 2 : 0) + (third ? 4 : 0) + (fourth ? 8 : 0));
    }
}
