namespace Godwit.Terminal;

/// <summary>The four designated sets, which of them is in use, and a single shift. <c>default</c> is the state after reset.</summary>
internal struct CharsetState
{
    private Charset g0;
    private Charset g1;
    private Charset g2;
    private Charset g3;
    private byte locked;
    private byte singleShift;

    /// <summary>True if printable ASCII needs no translation.</summary>
    public readonly bool IsPlain => (singleShift | locked | (byte)g0) == 0 || IsPlainElsewhere;

    private readonly bool IsPlainElsewhere => singleShift == 0 && this[locked] == Charset.Ascii;

    /// <summary>The set in use: 0–3.</summary>
    public readonly int Locked => locked;

    /// <summary>2 or 3 if a single shift waits for its character, else 0.</summary>
    public readonly int SingleShift => singleShift;

    /// <summary>The finals that would designate G0–G3.</summary>
    public readonly string Designations => string.Concat(Final(g0), Final(g1), Final(g2), Final(g3));

    private static string Final(Charset set) => set switch { Charset.DecGraphics => "0", Charset.British => "A", _ => "B" };

    private readonly Charset this[int slot] => slot switch { 0 => g0, 1 => g1, 2 => g2, _ => g3 };

    /// <summary>Puts a set into G0–G3.</summary>
    public void Designate(int slot, Charset set)
    {
        switch (slot)
        {
            case 0: g0 = set; break;
            case 1: g1 = set; break;
            case 2: g2 = set; break;
            default: g3 = set; break;
        }
    }

    /// <summary>Locking shift: G0–G3 is used from now on.</summary>
    public void Lock(int slot) => locked = (byte)slot;

    /// <summary>Single shift: G2 or G3 is used for one character.</summary>
    public void ShiftOnce(int slot) => singleShift = (byte)slot;

    /// <summary>The character that an octet 20–7E stands for; ends a single shift.</summary>
    public int Translate(byte octet)
    {
        Charset set = this[singleShift == 0 ? locked : singleShift];
        singleShift = 0;
        return set switch
        {
            Charset.DecGraphics when octet is >= 0x5F and <= 0x7E => DecGraphics[octet - 0x5F],
            Charset.British when octet == '#' => '£',
            _ => octet,
        };
    }

    // 5F–7E of the DEC special graphics set.
    private const string DecGraphics = "\u00A0◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";
}
