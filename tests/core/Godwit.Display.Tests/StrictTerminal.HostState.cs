using System.Globalization;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>What only frames between two Godwits hold, or frames for terminals that have it.</summary>
internal sealed partial class StrictTerminal
{
    private bool HostState(string text)
    {
        string[] parts = text.Split(';');
        switch (parts[0])
        {
            case "4":
                for (int i = 1; i < parts.Length; i += 2)
                {
                    Colors = Colors.WithPalette(Decimal(parts[i]), Rgb(parts[i + 1]));
                }

                return true;
            case "104":
                Colors = parts.Length == 1 ? Colors.WithoutPalette() : parts[1..].Aggregate(Colors, (colors, index) => colors.WithPalette(Decimal(index), default));
                return true;
            case "10" or "110":
                Colors = Colors.With(Given(parts), Colors.Background, Colors.Cursor);
                return true;
            case "11" or "111":
                Colors = Colors.With(Colors.Foreground, Given(parts), Colors.Cursor);
                return true;
            case "12" or "112":
                Colors = Colors.With(Colors.Foreground, Colors.Background, Given(parts));
                return true;
            case "7":
                WorkingDirectory = text[2..];
                return true;
            case "9":
                Assert.Equal("4", parts[1]);
                Progress = new((ProgressKind)Decimal(parts[2]), (byte)Decimal(parts[3]));
                return true;
            case "4639":
                Private(parts);
                return true;
            default:
                return false;
        }
    }

    private void Private(string[] parts)
    {
        switch (parts[1])
        {
            case "a0" or "a1":
                Modes = Modes with { AlternateScreen = parts[1] == "a1" };
                break;
            case "m":
                Array.Fill(marks, (RowMark.None, -1));
                break;
            default:
                Assert.Equal('m', parts[1][0]);
                marks[Decimal(parts[1][1..])] = ((RowMark)Decimal(parts[2]), parts.Length > 3 ? Decimal(parts[3]) : -1);
                break;
        }
    }

    private bool KeyboardMode(string parameters, char final)
    {
        if (final == 'u')
        {
            Assert.Equal('=', parameters[0]);
            Modes = Modes with { KittyKeyboard = (byte)Decimal(parameters[1..]) };
        }
        else if (parameters.StartsWith(">4;", StringComparison.Ordinal) && final == 'm')
        {
            Modes = Modes with { ModifyOtherKeys = (byte)Decimal(parameters[3..]) };
        }
        else
        {
            return false;
        }

        return true;
    }

    private static Color Given(string[] parts) => parts.Length == 1 ? Color.Default : Rgb(parts[1]);

    private static Color Rgb(string text)
    {
        Assert.Matches("^rgb:[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{2}$", text);
        return Color.Rgb(Hex(text[4..6]), Hex(text[7..9]), Hex(text[10..12]));
    }

    private static byte Hex(string digits) => byte.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int Decimal(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
