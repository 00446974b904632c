namespace Godwit.Terminal;

/// <content>SGR: colours and attributes, with semicolons and with colons (spec 05 section 5.2; spec 08, L7–L9).</content>
public sealed partial class Emulator
{
    private void SelectGraphicRendition(in SequenceParameters parameters)
    {
        Style pen = state.Pen;
        for (int i = 0; i < parameters.Count;)
        {
            if (TryApplyPlainColor(ref pen, parameters, ref i))
            {
                continue;
            }

            int end = i + 1;
            while (parameters.IsContinuation(end))
            {
                end++;
            }

            i = end - i > 1 ? ApplyGroup(ref pen, parameters, i, end) : ApplyRendition(ref pen, parameters, i);
        }

        SetPen(pen);
        if (Pool.Styles.Count > entriesLimit)
        {
            RenewPoolIfCrowded();
        }
    }

    /// <summary>
    /// The usual forms of a colour: <c>38;5;n</c>, <c>38;2;r;g;b</c>, the same with 48, all numbers there and in range. What dense
    /// colour consists of; the long way takes twice the instructions.
    /// </summary>
    private static bool TryApplyPlainColor(ref Style pen, in SequenceParameters parameters, ref int index)
    {
        ReadOnlySpan<ushort> numbers = parameters.Plain(index);
        if (numbers.Length < 3 || (numbers[0] != 38 && numbers[0] != 48))
        {
            return false;
        }

        Color color;
        int used;
        if (numbers[1] == 5 && numbers[2] <= byte.MaxValue)
        {
            color = Color.Indexed((byte)numbers[2]);
            used = 3;
        }
        else if (numbers[1] == 2 && numbers.Length >= 5 && (numbers[2] | numbers[3] | numbers[4]) <= byte.MaxValue)
        {
            color = Color.Rgb((byte)numbers[2], (byte)numbers[3], (byte)numbers[4]);
            used = 5;
        }
        else
        {
            return false;
        }

        pen = numbers[0] == 38 ? pen with { Foreground = color } : pen with { Background = color };
        index += used;
        return true;
    }

    /// <summary>Makes a style current.</summary>
    private void SetPen(in Style pen)
    {
        state.Pen = pen;
        Screen.SetPen(pen);
    }

    /// <summary>One number, and for 38, 48 and 58 those that follow it.</summary>
    /// <returns>Index of the next number.</returns>
    private static int ApplyRendition(ref Style pen, in SequenceParameters parameters, int index)
    {
        int code = parameters[index];
        switch (code)
        {
            case 0: pen = new Style { Link = pen.Link, Attributes = pen.Attributes & StyleAttributes.Protected }; break;
            case 1: Add(ref pen, StyleAttributes.Bold); break;
            case 2: Add(ref pen, StyleAttributes.Faint); break;
            case 3: Add(ref pen, StyleAttributes.Italic); break;
            case 4: pen = pen with { Underline = UnderlineKind.Single }; break;
            case 5 or 6: Add(ref pen, StyleAttributes.Blink); break;
            case 7: Add(ref pen, StyleAttributes.Inverse); break;
            case 8: Add(ref pen, StyleAttributes.Invisible); break;
            case 9: Add(ref pen, StyleAttributes.Strikethrough); break;
            case 21: pen = pen with { Underline = UnderlineKind.Double }; break;
            case 22: Remove(ref pen, StyleAttributes.Bold | StyleAttributes.Faint); break;
            case 23: Remove(ref pen, StyleAttributes.Italic); break;
            case 24: pen = pen with { Underline = UnderlineKind.None }; break;
            case 25: Remove(ref pen, StyleAttributes.Blink); break;
            case 27: Remove(ref pen, StyleAttributes.Inverse); break;
            case 28: Remove(ref pen, StyleAttributes.Invisible); break;
            case 29: Remove(ref pen, StyleAttributes.Strikethrough); break;
            case >= 30 and <= 37: pen = pen with { Foreground = Color.Indexed((byte)(code - 30)) }; break;
            case 39: pen = pen with { Foreground = Color.Default }; break;
            case >= 40 and <= 47: pen = pen with { Background = Color.Indexed((byte)(code - 40)) }; break;
            case 49: pen = pen with { Background = Color.Default }; break;
            case 53: Add(ref pen, StyleAttributes.Overline); break;
            case 55: Remove(ref pen, StyleAttributes.Overline); break;
            case 59: pen = pen with { UnderlineColor = Color.Default }; break;
            case >= 90 and <= 97: pen = pen with { Foreground = Color.Indexed((byte)(code - 90 + 8)) }; break;
            case >= 100 and <= 107: pen = pen with { Background = Color.Indexed((byte)(code - 100 + 8)) }; break;
            case 38 or 48 or 58: return ApplyColor(ref pen, parameters, index);
        }

        return index + 1;
    }

    /// <summary><c>38;5;n</c>, <c>38;2;r;g;b</c> and the same with 48 and 58. Too few numbers: all that is there is used up, none takes effect.</summary>
    private static int ApplyColor(ref Style pen, in SequenceParameters parameters, int index)
    {
        int available = parameters.Count - index;
        switch (parameters[index + 1])
        {
            case 5:
                if (available > 2)
                {
                    SetIndexed(ref pen, parameters[index], parameters[index + 2]);
                }

                return Math.Min(index + 3, parameters.Count);
            case 2:
                if (available > 4)
                {
                    SetRgb(ref pen, parameters[index], parameters[index + 2], parameters[index + 3], parameters[index + 4]);
                }

                return Math.Min(index + 5, parameters.Count);
            default:
                return index + 1;
        }
    }

    /// <summary>A number with others after colons: <c>4:3</c>, <c>38:5:n</c>, <c>38:2:r:g:b</c>, <c>38:2:space:r:g:b</c> and what follows in T.416.</summary>
    private static int ApplyGroup(ref Style pen, SequenceParameters parameters, int index, int end)
    {
        int code = parameters[index];
        int kind = parameters[index + 1];
        int count = end - index;
        switch (code)
        {
            case 4 when kind <= (int)UnderlineKind.Dashed:
                pen = pen with { Underline = (UnderlineKind)kind };
                break;
            case 38 or 48 or 58 when kind == 5 && count > 2:
                SetIndexed(ref pen, code, parameters[index + 2]);
                break;
            case 38 or 48 or 58 when kind == 2 && count > 4:
                int red = index + (count > 5 ? 3 : 2);
                SetRgb(ref pen, code, parameters[red], parameters[red + 1], parameters[red + 2]);
                break;
        }

        return end;
    }

    private static void SetIndexed(ref Style pen, int target, int index)
    {
        if (index <= byte.MaxValue)
        {
            SetColor(ref pen, target, Color.Indexed((byte)index));
        }
    }

    private static void SetRgb(ref Style pen, int target, int red, int green, int blue) =>
        SetColor(ref pen, target, Color.Rgb(Component(red), Component(green), Component(blue)));

    private static byte Component(int value) => (byte)Math.Min(value, byte.MaxValue);

    private static void SetColor(ref Style pen, int target, Color color) =>
        pen = target switch
        {
            38 => pen with { Foreground = color },
            48 => pen with { Background = color },
            _ => pen with { UnderlineColor = color },
        };

    private static void Add(ref Style pen, StyleAttributes attributes) => pen = pen with { Attributes = pen.Attributes | attributes };

    private static void Remove(ref Style pen, StyleAttributes attributes) => pen = pen with { Attributes = pen.Attributes & ~attributes };
}
