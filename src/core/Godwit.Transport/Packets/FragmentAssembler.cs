namespace Godwit.Transport;

/// <summary>
/// Puts slices together again. Holds one partial group: a slice of another group, newer or older, ends it (spec 02 section 5).
/// Memory is bounded by <see cref="Zlib.MessageLengthMax"/> octets and 32768 slices.
/// </summary>
internal sealed class FragmentAssembler
{
    private const int UnknownCount = -1;

    // The slices in the order of their arrival, and where each index lies in it.
    private readonly ReusableBuffer arrived = new();
    private readonly ReusableBuffer assembled = new();
    private Slot[] slots = [];
    private ulong group;
    private int count = UnknownCount;
    private int held;
    private int highest = -1;

    /// <summary>True while a group is incomplete.</summary>
    public bool IsPartial => held > 0;

    /// <summary>Groups that were given up.</summary>
    public long GroupsDiscarded { get; private set; }

    /// <summary>Takes one slice.</summary>
    /// <param name="body">Header and slice, at least <see cref="FragmentHeader.Length"/> octets.</param>
    /// <param name="message">The complete message; valid until the next call, and only as long as <paramref name="body"/> is.</param>
    public FragmentOutcome Add(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> message)
    {
        message = default;
        assembled.Clear();
        var header = FragmentHeader.Read(body);
        var slice = body[FragmentHeader.Length..];
        if (IsPartial && header.Group != group)
        {
            Discard();
        }

        group = header.Group;
        if (Contradicts(header) || arrived.Length + slice.Length > Zlib.MessageLengthMax)
        {
            Discard();
            return FragmentOutcome.Discarded;
        }

        if (header is { Index: 0, IsLast: true } && held == 0)
        {
            // The common case: nothing to put together, nothing to copy.
            message = slice;
            return FragmentOutcome.Complete;
        }

        if (IsHeld(header.Index))
        {
            var slot = slots[header.Index];
            if (arrived.Written.Slice(slot.Offset, slot.Length).SequenceEqual(slice))
            {
                return FragmentOutcome.Incomplete;
            }

            Discard();
            return FragmentOutcome.Discarded;
        }

        Store(header, slice);
        if (held != count)
        {
            return FragmentOutcome.Incomplete;
        }

        Assemble();
        message = assembled.Written;
        return FragmentOutcome.Complete;
    }

    // The last slice fixes the count; nothing may lie above it, and it cannot be last and not last at once.
    private bool Contradicts(FragmentHeader header)
    {
        if (!header.IsLast)
        {
            return count != UnknownCount && header.Index >= count - 1;
        }

        return count == UnknownCount ? highest >= header.Index : count != header.Index + 1;
    }

    private bool IsHeld(int index) => index < slots.Length && slots[index].IsHeld;

    private void Store(FragmentHeader header, ReadOnlySpan<byte> slice)
    {
        if (header.Index >= slots.Length)
        {
            Array.Resize(ref slots, Math.Min(Math.Max(header.Index + 1, slots.Length * 2), FragmentHeader.IndexMax + 1));
        }

        slots[header.Index] = new Slot(arrived.Length, slice.Length, IsHeld: true);
        slice.CopyTo(arrived.GetSpan(slice.Length));
        arrived.Advance(slice.Length);
        held++;
        highest = Math.Max(highest, header.Index);
        if (header.IsLast)
        {
            count = header.Index + 1;
        }
    }

    private void Assemble()
    {
        for (var i = 0; i < count; i++)
        {
            var part = arrived.Written.Slice(slots[i].Offset, slots[i].Length);
            part.CopyTo(assembled.GetSpan(part.Length));
            assembled.Advance(part.Length);
        }

        Forget();
    }

    private void Discard()
    {
        GroupsDiscarded++;
        Forget();
    }

    private void Forget()
    {
        slots.AsSpan(0, highest + 1).Clear();
        arrived.Clear();
        count = UnknownCount;
        held = 0;
        highest = -1;
    }

    private readonly record struct Slot(int Offset, int Length, bool IsHeld);
}
