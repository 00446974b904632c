namespace Godwit.Prediction;

/// <content>CSI sequences: cursor keys, editing keys, the kitty protocol, and what is no key at all.</content>
internal sealed partial class KeyReader
{
    private const int NumbersMax = 4;
    private const int NumberMax = 0x10FFFF;

    // In the kitty protocol and in xterm's forms: 1 and a bit each.
    private const int Shift = 1;
    private const int Alt = 2;
    private const int Control = 4;
    private const int LocksMask = 0xC0;

    private const int PasteBegin = 200;
    private const int PasteEnd = 201;
    private const int OtherKeyForm = 27;
    private const int ReleaseEvent = 3;

    private readonly int[] numbers = new int[NumbersMax];
    private int count;
    private int eventType;
    private bool inSubNumber;
    private byte marker;

    private void BeginSequence()
    {
        Array.Clear(numbers);
        count = 0;
        eventType = 0;
        inSubNumber = false;
        marker = 0;
    }

    private bool InSequence(byte octet, out Key key)
    {
        key = default;
        switch (octet)
        {
            case >= (byte)'0' and <= (byte)'9':
                Append(octet - '0');
                return false;
            case (byte)';':
                count = Math.Min(count + 1, NumbersMax - 1);
                inSubNumber = false;
                return false;
            case (byte)':':
                inSubNumber = true;
                eventType = 0;
                return false;
            case >= (byte)'<' and <= (byte)'?':
                marker = octet;
                return false;
            case >= 0x20 and < 0x40:
                return false;
            default:
                stage = Stage.Ground;
                return octet is >= 0x40 and < DeleteByte ? Finish(octet, out key) : Ground(octet, out key);
        }
    }

    private void Append(int digit)
    {
        if (inSubNumber)
        {
            eventType = Math.Min((eventType * 10) + digit, NumberMax);
        }
        else
        {
            numbers[count] = Math.Min((numbers[count] * 10) + digit, NumberMax);
        }
    }

    private bool Finish(byte final, out Key key)
    {
        key = new(KeyKind.Other, final);
        int modifiers = Math.Max(0, numbers[1] - 1) & ~LocksMask;
        switch ((char)final)
        {
            case 'I' or 'O' when count == 0 && marker == 0:
                return false;
            case 'M' when count == 0 && marker == 0:
                stage = Stage.Mouse;
                skip = MouseOctets;
                return false;
            case 'M' or 'm':
                return false;
            case '~':
                return Tilde(modifiers, out key);
            case 'u' when marker == 0:
                key = OfCode(numbers[0], modifiers);
                return eventType != ReleaseEvent;
            case 'A' or 'B' or 'C' or 'D' or 'H' or 'F' when marker == 0:
                // CSI 5 C is an old form of Ctrl-Right.
                key = Named(final, count == 0 && numbers[0] > 1 ? numbers[0] - 1 : modifiers);
                return eventType != ReleaseEvent;
            default:
                return eventType != ReleaseEvent;
        }
    }

    private bool Tilde(int modifiers, out Key key)
    {
        key = new(KeyKind.Other, ('~' << 8) | numbers[0]);
        switch (numbers[0])
        {
            case PasteBegin:
                IsPasting = true;
                return false;
            case PasteEnd:
                IsPasting = false;
                return false;
            case OtherKeyForm when count == 2:
                key = OfCode(numbers[2], modifiers);
                return true;
            case 1 or 7 when modifiers == 0:
                key = new(KeyKind.Home);
                break;
            case 4 or 8 when modifiers == 0:
                key = new(KeyKind.End);
                break;
            case 3 when modifiers == 0:
                key = new(KeyKind.Delete);
                break;
        }

        return eventType != ReleaseEvent;
    }

    private static Key Named(byte final, int modifiers) => ((char)final, modifiers) switch
    {
        ('A', 0) => new(KeyKind.Up),
        ('B', 0) => new(KeyKind.Down),
        ('C', 0) => new(KeyKind.Right),
        ('D', 0) => new(KeyKind.Left),
        ('H', 0) => new(KeyKind.Home),
        ('F', 0) => new(KeyKind.End),
        ('M', 0) => new(KeyKind.Enter),
        ('C', Control or Alt) => new(KeyKind.WordRight),
        ('D', Control or Alt) => new(KeyKind.WordLeft),
        _ => new(KeyKind.Other, (modifiers << 8) | final),
    };

    /// <summary>A key that is named by a code point and modifiers.</summary>
    private static Key OfCode(int code, int modifiers) => modifiers switch
    {
        0 or Shift when code >= 0x20 && code != DeleteByte && System.Text.Rune.IsValid(code) && code is not (>= 0xE000 and <= 0xF8FF) => new(KeyKind.Text, code),
        0 when code is < 0x20 or DeleteByte => OfControl(code),
        Control when code is >= '@' and < DeleteByte => OfControl(code & 0x1F),
        Alt when code is 'b' => new(KeyKind.WordLeft),
        Alt when code is 'f' => new(KeyKind.WordRight),
        Alt => new(KeyKind.Alt, code),
        _ => new(KeyKind.Other, (modifiers << 24) ^ code),
    };
}
