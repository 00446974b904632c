namespace Godwit.Session;

/// <summary>Follows bracketed paste through a stream of octets: what is between CSI 200 ~ and CSI 201 ~ was pasted, not typed.</summary>
internal struct PasteTracker
{
    private const int DigitPosition = 4;

    private byte digit;
    private int matched;

    /// <summary>True between the brackets. The last octet of each bracket decides.</summary>
    public bool IsInside { get; private set; }

    /// <summary>Goes on until <see cref="IsInside"/> changes or all was looked at.</summary>
    /// <returns>How many octets were looked at.</returns>
    public int Advance(ReadOnlySpan<byte> octets)
    {
        bool wasInside = IsInside;
        int at = 0;
        while (at < octets.Length && IsInside == wasInside)
        {
            int plain = matched > 0 ? 0 : octets[at..].IndexOf((byte)0x1B);
            if (plain < 0)
            {
                return octets.Length;
            }

            at += plain;
            Take(octets[at++]);
        }

        return at;
    }

    /// <summary>Goes on over all.</summary>
    public void AdvanceAll(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            octets = octets[Advance(octets)..];
        }
    }

    private void Take(byte octet)
    {
        ReadOnlySpan<byte> bracket = "\e[20?~"u8;
        bool goesOn = matched == DigitPosition ? octet is (byte)'0' or (byte)'1' : octet == bracket[matched];
        if (!goesOn)
        {
            matched = octet == bracket[0] ? 1 : 0;
            return;
        }

        digit = matched == DigitPosition ? octet : digit;
        if (++matched == bracket.Length)
        {
            IsInside = digit == '0';
            matched = 0;
        }
    }
}
