namespace Godwit.Prediction;

/// <summary>
/// Turns the user's octets into keys. Focus reports, mouse reports and the brackets of a paste are no keys (spec 07 section 9, 16): nothing comes
/// of them. Any octets are accepted, cut anywhere; what is not understood is <see cref="KeyKind.Other"/>.
/// </summary>
internal sealed partial class KeyReader
{
    private const byte EscapeByte = 0x1B;
    private const byte DeleteByte = 0x7F;
    private const int MouseOctets = 3;

    private Stage stage;
    private int codePoint;
    private int missing;
    private int skip;

    private enum Stage : byte
    {
        Ground,
        Escape,
        Ss3,
        Csi,
        Mouse,
    }

    /// <summary>True between the brackets of a paste.</summary>
    public bool IsPasting { get; private set; }

    /// <summary>Takes one octet.</summary>
    /// <returns>True if a key is complete.</returns>
    public bool TryRead(byte octet, out Key key)
    {
        key = default;
        switch (stage)
        {
            case Stage.Escape:
                return AfterEscape(octet, out key);
            case Stage.Ss3:
                stage = Stage.Ground;
                key = Named(octet, modifiers: 0);
                return true;
            case Stage.Csi:
                return InSequence(octet, out key);
            case Stage.Mouse:
                stage = --skip > 0 ? Stage.Mouse : Stage.Ground;
                return false;
            default:
                return Ground(octet, out key);
        }
    }

    /// <summary>Call behind the octets of one read: an ESC that ends it was the key of that name.</summary>
    public bool TryEnd(out Key key)
    {
        key = new Key(KeyKind.Escape);
        if (stage != Stage.Escape)
        {
            return false;
        }

        stage = Stage.Ground;
        return true;
    }

    private static Key OfControl(int octet) => octet switch
    {
        '\r' => new(KeyKind.Enter),
        '\t' => new(KeyKind.Tab),
        '\b' or DeleteByte => new(KeyKind.Erase, octet),
        EscapeByte => new(KeyKind.Escape),
        _ => new(KeyKind.Control, octet),
    };

    private bool Ground(byte octet, out Key key)
    {
        if (missing > 0)
        {
            if ((octet & 0xC0) == 0x80)
            {
                codePoint = (codePoint << 6) | (octet & 0x3F);
                key = System.Text.Rune.IsValid(codePoint) && codePoint >= 0xA0 ? new(KeyKind.Text, codePoint) : new(KeyKind.Other, octet);
                return --missing == 0;
            }

            // Ill-formed; the new octet begins something else.
            missing = 0;
        }

        key = default;
        switch (octet)
        {
            case EscapeByte:
                stage = Stage.Escape;
                return false;
            case < 0x20 or DeleteByte:
                key = OfControl(octet);
                return true;
            case < 0x80:
                key = new(KeyKind.Text, octet);
                return true;
            case >= 0xC2 and < 0xE0:
                (codePoint, missing) = (octet & 0x1F, 1);
                return false;
            case >= 0xE0 and < 0xF0:
                (codePoint, missing) = (octet & 0x0F, 2);
                return false;
            case >= 0xF0 and < 0xF5:
                (codePoint, missing) = (octet & 0x07, 3);
                return false;
            default:
                key = new(KeyKind.Other, octet);
                return true;
        }
    }

    private bool AfterEscape(byte octet, out Key key)
    {
        stage = Stage.Ground;
        key = default;
        switch (octet)
        {
            case (byte)'[':
                stage = Stage.Csi;
                BeginSequence();
                return false;
            case (byte)'O':
                stage = Stage.Ss3;
                return false;
            case EscapeByte:
                stage = Stage.Escape;
                key = new(KeyKind.Escape);
                return true;
            case (byte)'b':
                key = new(KeyKind.WordLeft);
                return true;
            case (byte)'f':
                key = new(KeyKind.WordRight);
                return true;
            default:
                key = new(KeyKind.Alt, octet);
                return true;
        }
    }
}
