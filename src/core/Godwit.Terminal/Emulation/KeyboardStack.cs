namespace Godwit.Terminal;

/// <summary>
/// The stack of kitty keyboard flags of one screen: a base and what was pushed over it. A value of fixed size, so a program that pushes for
/// ever costs nothing; <c>default</c> is the state after reset.
/// </summary>
internal struct KeyboardStack
{
    /// <summary>Entries, the base included, as in kitty. The oldest goes when one more comes.</summary>
    public const int DepthMax = 8;

    /// <summary>All flags that the protocol defines: 1 disambiguate, 2 event types, 4 alternate keys, 8 all keys, 16 text.</summary>
    public const int FlagsMask = 31;

    private const int EntryBits = 8;

    // Eight bits an entry; the lowest are the newest.
    private ulong entries;
    private int pushed;

    /// <summary>The flags in force.</summary>
    public readonly byte Flags => (byte)entries;

    /// <summary><c>CSI &gt; flags u</c>.</summary>
    public void Push(int flags)
    {
        entries = (entries << EntryBits) | (uint)(flags & FlagsMask);
        pushed = Math.Min(pushed + 1, DepthMax - 1);
    }

    /// <summary><c>CSI &lt; count u</c>; more than there are leaves no flags.</summary>
    public void Pop(int count)
    {
        if (count > pushed)
        {
            this = default;
            return;
        }

        entries >>= EntryBits * count;
        pushed -= count;
    }

    /// <summary><c>CSI = flags ; mode u</c>: 1 replaces, 2 adds, 3 takes away; other modes do nothing.</summary>
    public void Set(int flags, int mode)
    {
        flags &= FlagsMask;
        int changed = mode switch
        {
            1 => flags,
            2 => Flags | flags,
            3 => Flags & ~flags,
            _ => Flags,
        };
        entries = (entries & ~(ulong)byte.MaxValue) | (uint)changed;
    }
}
