using System.Globalization;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

internal sealed partial class StrictTerminal
{
    private void SelectRendition(string parameters)
    {
        var rest = new Queue<string>(parameters.Split(';'));
        while (rest.TryDequeue(out string? parameter))
        {
            int colon = parameter.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
            {
                Assert.True(extended && parameter[..colon] == "4", $"SGR {parameter} is dropped by stock emulators");
                Pen = Pen with { Underline = (UnderlineKind)Number(parameter[(colon + 1)..]) };
                continue;
            }

            Apply(Number(parameter), rest);
        }
    }

    private void Apply(int code, Queue<string> rest)
    {
        switch (code)
        {
            case 0:
                Pen = default;
                break;
            case 1 or 3 or 5 or 7 or 8:
                Pen = Pen with { Attributes = Pen.Attributes | Attribute(code) };
                break;
            case 2 or 9 or 53 when extended:
                Pen = Pen with { Attributes = Pen.Attributes | Attribute(code) };
                break;
            case 22:
                Pen = Pen with { Attributes = Pen.Attributes & ~(StyleAttributes.Bold | StyleAttributes.Faint) };
                break;
            case 23 or 25 or 27 or 28:
                Pen = Pen with { Attributes = Pen.Attributes & ~Attribute(code - 20) };
                break;
            case 29 or 55 when extended:
                Pen = Pen with { Attributes = Pen.Attributes & ~Attribute(code == 29 ? 9 : 53) };
                break;
            case 4:
                Pen = Pen with { Underline = UnderlineKind.Single };
                break;
            case 24:
                Pen = Pen with { Underline = UnderlineKind.None };
                break;
            case 58 or 59 when extended:
                Pen = Pen with { UnderlineColor = code == 59 ? default : Extended(rest) };
                break;
            case 38 or 39 or (>= 30 and <= 37) or (>= 90 and <= 97):
                Pen = Pen with { Foreground = Colored(code, 30, rest) };
                break;
            case 48 or 49 or (>= 40 and <= 47) or (>= 100 and <= 107):
                Pen = Pen with { Background = Colored(code, 40, rest) };
                break;
            default:
                Assert.Fail($"SGR {code} is not expected in a frame");
                break;
        }
    }

    private static Color Colored(int code, int first, Queue<string> rest) => (code - first) switch
    {
        8 => Extended(rest),
        9 => Color.Default,
        < 8 => Color.Indexed((byte)(code - first)),
        _ => Color.Indexed((byte)(code - first - 60 + 8)),
    };

    private static Color Extended(Queue<string> rest)
    {
        if (rest.Dequeue() == "5")
        {
            return Color.Indexed(Octet(rest));
        }

        return Color.Rgb(Octet(rest), Octet(rest), Octet(rest));
    }

    private static byte Octet(Queue<string> rest) => byte.Parse(rest.Dequeue(), CultureInfo.InvariantCulture);

    private static StyleAttributes Attribute(int code) => code switch
    {
        1 => StyleAttributes.Bold,
        2 => StyleAttributes.Faint,
        3 => StyleAttributes.Italic,
        5 => StyleAttributes.Blink,
        7 => StyleAttributes.Inverse,
        8 => StyleAttributes.Invisible,
        9 => StyleAttributes.Strikethrough,
        53 => StyleAttributes.Overline,
        _ => StyleAttributes.None,
    };
}
