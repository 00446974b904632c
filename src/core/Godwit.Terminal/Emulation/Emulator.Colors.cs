using System.Buffers.Text;
using System.Globalization;

namespace Godwit.Terminal;

/// <content>
/// Colours of the terminal: OSC 4, 10, 11, 12 set or ask, 104, 110, 111, 112 take back. A query is answered with what a program set, else
/// with what the user's terminal said, else not at all.
/// </content>
public sealed partial class Emulator
{
    private const int ForegroundCommand = 10;
    private const int CursorCommand = 12;

    private void SetColors(int command, ReadOnlySpan<byte> text)
    {
        switch (command)
        {
            case 4:
                SetPalette(text);
                break;
            case >= ForegroundCommand and <= CursorCommand:
                SetDynamicColors(command, text);
                break;
            case 104:
                ResetPalette(text);
                break;
            case >= 110 and <= 112:
                SetDynamicColor(command - 100, default);
                break;
        }
    }

    /// <summary><c>4;index;colour;index;colour…</c></summary>
    private void SetPalette(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> number = TakeField(ref text, (byte)';');
            ReadOnlySpan<byte> specification = TakeField(ref text, (byte)';');
            if (!TryParseIndex(number, out int index))
            {
                continue;
            }

            if (specification is [(byte)'?'])
            {
                ReplyColor(Screen.Colors[index], index);
            }
            else if (ColorSpecification.TryParse(specification, out Color color))
            {
                Screen.Colors = Screen.Colors.WithPalette(index, color);
            }
        }
    }

    /// <summary><c>104;index;index…</c>; without any index the whole palette.</summary>
    private void ResetPalette(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            Screen.Colors = Screen.Colors.WithoutPalette();
            return;
        }

        while (!text.IsEmpty)
        {
            if (TryParseIndex(TakeField(ref text, (byte)';'), out int index))
            {
                Screen.Colors = Screen.Colors.WithPalette(index, default);
            }
        }
    }

    /// <summary><c>10;colour;colour…</c>: the second one is for 11, and so on; those after 12 mean nothing here.</summary>
    private void SetDynamicColors(int command, ReadOnlySpan<byte> text)
    {
        for (; !text.IsEmpty && command <= CursorCommand; command++)
        {
            ReadOnlySpan<byte> specification = TakeField(ref text, (byte)';');
            if (specification is [(byte)'?'])
            {
                ReplyDynamicColor(command);
            }
            else if (ColorSpecification.TryParse(specification, out Color color))
            {
                SetDynamicColor(command, color);
            }
        }
    }

    private void ReplyDynamicColor(int command)
    {
        ScreenColors set = Screen.Colors;
        Color chosen = command switch
        {
            ForegroundCommand => set.Foreground,
            CursorCommand => set.Cursor,
            _ => set.Background,
        };
        bool endsWithBell = parser.EndedByBell;
        string subject = command.ToString(CultureInfo.InvariantCulture);
        ReplyFromFacts(facts => ColorReply(subject, chosen.IsDefault ? ColorOf(facts, command) : chosen, endsWithBell));
    }

    private static Color ColorOf(TerminalFacts facts, int command) => command switch
    {
        ForegroundCommand => facts.Foreground,
        CursorCommand => facts.Cursor,
        _ => facts.Background,
    };

    private void SetDynamicColor(int command, Color color)
    {
        ScreenColors before = Screen.Colors;
        Screen.Colors = command switch
        {
            ForegroundCommand => before.With(color, before.Background, before.Cursor),
            CursorCommand => before.With(before.Foreground, before.Background, color),
            _ => before.With(before.Foreground, color, before.Cursor),
        };
    }

    private void ReplyColor(Color color, int index)
    {
        if (options.AnswerQueries)
        {
            replies.Append(ColorReply(string.Create(CultureInfo.InvariantCulture, $"4;{index}"), color, parser.EndedByBell));
        }
    }

    /// <summary>xterm's form: 16 bits a component, ended as the query was. Empty if the colour is not known.</summary>
    private static string ColorReply(string subject, Color color, bool endsWithBell)
    {
        string red = $"{color.Red:x2}", green = $"{color.Green:x2}", blue = $"{color.Blue:x2}";
        return color.IsRgb ? $"\e]{subject};rgb:{red}{red}/{green}{green}/{blue}{blue}{(endsWithBell ? "\a" : "\e\\")}" : "";
    }

    private static bool TryParseIndex(ReadOnlySpan<byte> digits, out int index) =>
        Utf8Parser.TryParse(digits, out index, out int used) && used == digits.Length && index is >= 0 and < ScreenColors.PaletteLength;
}
