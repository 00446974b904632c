namespace Godwit.Simulation.Harness;

/// <summary>
/// What was typed and what the program read. The law: the second is a prefix of the first at all times. The terminal's answers to the program's
/// questions, which come between the keys, are taken out; and an arrow counts as the same key in either of its two forms.
/// </summary>
internal sealed class KeyLedger
{
    private readonly List<byte> typed = [];
    private readonly List<byte> sequence = [];

    /// <summary>Octets typed.</summary>
    public int Typed => typed.Count;

    /// <summary>Of these, those that the program has read.</summary>
    public int Read { get; private set; }

    /// <summary>True once the program has read everything.</summary>
    public bool IsSettled => Read == typed.Count && sequence.Count == 0;

    /// <summary>Notes what the user typed: arrows as <c>ESC O A</c>, no other sequences.</summary>
    public void NoteTyped(ReadOnlySpan<byte> keys) => typed.AddRange(keys);

    /// <summary>Notes what the program read.</summary>
    /// <returns>Null, or what is wrong with it.</returns>
    public string? NoteRead(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            string? fault = Take(octet);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private string? Take(byte octet)
    {
        if (sequence.Count == 0 && octet != 0x1B)
        {
            return Match(octet);
        }

        sequence.Add(octet);
        switch (sequence.Count > 1 ? sequence[1] : 0)
        {
            case 0:
                return null;
            case '[' or 'O' when sequence.Count == 3 && char.IsAsciiLetterUpper((char)octet):
                // An arrow: a key.
                sequence.Clear();
                return Match(0x1B) ?? Match((byte)'O') ?? Match(octet);
            case '[' when sequence.Count == 2 || octet is < 0x40 or > 0x7E:
            case 'O' when sequence.Count == 2:
                return null;
            case ']' or 'P' or '_' when !(octet == 0x07 || (octet == '\\' && sequence[^2] == 0x1B)):
                return null;
            case '[' or ']' or 'P' or '_':
                // An answer.
                sequence.Clear();
                return null;
            default:
                return $"an escape sequence that nobody typed: {Convert.ToHexString([.. sequence])}";
        }
    }

    private string? Match(byte octet)
    {
        if (Read >= typed.Count || typed[Read] != octet)
        {
            string expected = Read < typed.Count ? typed[Read].ToString("X2", null) : "nothing";
            return $"the program read {octet:X2} as key {Read} of {typed.Count} instead of {expected}";
        }

        Read++;
        return null;
    }
}
