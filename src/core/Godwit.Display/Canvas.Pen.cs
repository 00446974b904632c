using System.Text;
using Godwit.Terminal;

namespace Godwit.Display;

internal sealed partial class Canvas
{
    private const int PaletteStart = 16;
    private const int BrightStart = 8;

    private readonly FrameBuffer whole = new();
    private readonly FrameBuffer change = new();

    public StyleId Pen => state.Pen;

    /// <summary>True if erasing makes exactly this blank: it has a background at most, and the receiver can erase with it.</summary>
    public bool IsErasable(StyleId style)
    {
        if (style == StyleId.Default)
        {
            return true;
        }

        ref readonly Style looks = ref pool.Styles[style];
        return caps.BackColorErase && looks == looks.Erased;
    }

    /// <summary>Sets the pen so that erased cells get <paramref name="style"/>, which must be erasable.</summary>
    public void SetEraseStyle(StyleId style)
    {
        ref readonly Style pen = ref pool.Styles[state.Pen];
        bool same = pen.Background == pool.Styles[style].Background && (pen.Attributes & StyleAttributes.Inverse) == 0;
        if (!same)
        {
            SetStyle(style);
        }
    }

    /// <summary>Sets the pen, by the shorter of a change and a reset with all that is on.</summary>
    public void SetStyle(StyleId style)
    {
        if (style == state.Pen)
        {
            return;
        }

        ref readonly Style from = ref pool.Styles[state.Pen];
        ref readonly Style to = ref pool.Styles[style];
        state.Pen = style;
        if (from.Link != to.Link)
        {
            WriteLink(to.Link);
        }

        if (LooksEqual(from, to))
        {
            return;
        }

        WriteWhole(to);
        WriteChange(from, to);
        bool isChange = change.Length <= whole.Length && (caps.AttributeEnds || OnlyAdds(from, to));
        Output.Append("\e["u8);
        Output.Append(isChange ? change.Written : whole.Written);
        Output.Append((byte)'m');
    }

    private static bool LooksEqual(in Style one, in Style other) => one with { Link = other.Link } == other;

    /// <summary>True if the change can be written without the codes that end something.</summary>
    private static bool OnlyAdds(in Style from, in Style to) =>
        (from.Attributes & ~to.Attributes) == 0 && (from.Underline == to.Underline || from.Underline == UnderlineKind.None);

    /// <summary>A reset (an empty parameter is 0) and everything that is on.</summary>
    private void WriteWhole(in Style to)
    {
        whole.Clear();
        bool empty = true;
        WriteAttributes(whole, to.Attributes, ref empty);
        WriteUnderline(whole, to.Underline, ref empty);
        WriteColors(whole, default, to, ref empty);
        if (!empty)
        {
            // The reset itself is the empty parameter before the first separator.
            whole.Prepend((byte)';');
        }
    }

    private void WriteChange(in Style from, in Style to)
    {
        change.Clear();
        bool empty = true;
        StyleAttributes removed = from.Attributes & ~to.Attributes;
        StyleAttributes added = to.Attributes & ~from.Attributes;
        const StyleAttributes Weight = StyleAttributes.Bold | StyleAttributes.Faint;
        if ((removed & Weight) != 0)
        {
            // 22 ends both.
            WriteCode(change, 22, ref empty);
            added |= to.Attributes & Weight;
        }

        WriteCodeIf(change, removed, StyleAttributes.Italic, 23, ref empty);
        WriteCodeIf(change, removed, StyleAttributes.Blink, 25, ref empty);
        WriteCodeIf(change, removed, StyleAttributes.Inverse, 27, ref empty);
        WriteCodeIf(change, removed, StyleAttributes.Invisible, 28, ref empty);
        WriteCodeIf(change, removed, StyleAttributes.Strikethrough, 29, ref empty);
        WriteCodeIf(change, removed, StyleAttributes.Overline, 55, ref empty);
        if (from.Underline != to.Underline && to.Underline == UnderlineKind.None)
        {
            WriteCode(change, 24, ref empty);
        }

        WriteAttributes(change, added, ref empty);
        if (from.Underline != to.Underline)
        {
            WriteUnderline(change, to.Underline, ref empty);
        }

        WriteColors(change, from, to, ref empty);
    }

    private static void WriteAttributes(FrameBuffer output, StyleAttributes on, ref bool empty)
    {
        WriteCodeIf(output, on, StyleAttributes.Bold, 1, ref empty);
        WriteCodeIf(output, on, StyleAttributes.Faint, 2, ref empty);
        WriteCodeIf(output, on, StyleAttributes.Italic, 3, ref empty);
        WriteCodeIf(output, on, StyleAttributes.Blink, 5, ref empty);
        WriteCodeIf(output, on, StyleAttributes.Inverse, 7, ref empty);
        WriteCodeIf(output, on, StyleAttributes.Invisible, 8, ref empty);
        WriteCodeIf(output, on, StyleAttributes.Strikethrough, 9, ref empty);
        WriteCodeIf(output, on, StyleAttributes.Overline, 53, ref empty);
    }

    private static void WriteUnderline(FrameBuffer output, UnderlineKind kind, ref bool empty)
    {
        if (kind == UnderlineKind.None)
        {
            return;
        }

        WriteCode(output, 4, ref empty);
        if (kind != UnderlineKind.Single)
        {
            output.Append((byte)':');
            output.AppendNumber((int)kind);
        }
    }

    private static void WriteColors(FrameBuffer output, in Style from, in Style to, ref bool empty)
    {
        const int Foreground = 30, Background = 40, Underline = 50;
        WriteColor(output, Foreground, from.Foreground, to.Foreground, ref empty);
        WriteColor(output, Background, from.Background, to.Background, ref empty);
        WriteColor(output, Underline, from.UnderlineColor, to.UnderlineColor, ref empty);
    }

    private static void WriteColor(FrameBuffer output, int code, Color from, Color to, ref bool empty)
    {
        const int Extended = 8, Default = 9, Bright = 60, UnderlineCode = 50;
        if (from == to)
        {
            return;
        }

        if (to.IsDefault)
        {
            WriteCode(output, code + Default, ref empty);
            return;
        }

        if (to.IsIndexed && to.Index < PaletteStart && code != UnderlineCode)
        {
            WriteCode(output, code + (to.Index < BrightStart ? to.Index : Bright + to.Index - BrightStart), ref empty);
            return;
        }

        WriteCode(output, code + Extended, ref empty);
        output.Append(to.IsIndexed ? ";5;"u8 : ";2;"u8);
        output.AppendNumber(to.IsIndexed ? to.Index : to.Red);
        if (to.IsRgb)
        {
            output.Append((byte)';');
            output.AppendNumber(to.Green);
            output.Append((byte)';');
            output.AppendNumber(to.Blue);
        }
    }

    private static void WriteCodeIf(FrameBuffer output, StyleAttributes set, StyleAttributes attribute, int code, ref bool empty)
    {
        if ((set & attribute) != 0)
        {
            WriteCode(output, code, ref empty);
        }
    }

    private static void WriteCode(FrameBuffer output, int code, ref bool empty)
    {
        if (!empty)
        {
            output.Append((byte)';');
        }

        output.AppendNumber(code);
        empty = false;
    }

    /// <summary>Ended by BEL: a string terminator would clear a pending wrap in stock emulators (spec 06 D4).</summary>
    private void WriteLink(int link)
    {
        (string parameters, string address) = pool.Links[link];
        Output.Append("\e]8;"u8);
        AppendText(parameters);
        Output.Append((byte)';');
        AppendText(address);
        Output.Append((byte)'\a');
    }

    /// <summary>Text inside a string sequence: controls are left out, they would end it.</summary>
    public void AppendText(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune))
            {
                Output.Commit(rune.EncodeToUtf8(Output.Reserve(4)));
            }
        }
    }
}
