namespace Godwit.Terminal;

/// <summary>
/// The numbers of a control sequence, a view that is valid during the call it is handed to. An absent number reads as 0, which
/// every function treats like absence (spec 05 section 3).
/// </summary>
/// <param name="values">The numbers in order, separated by <c>;</c> or <c>:</c>; at least one.</param>
/// <param name="colons">Bit n is set if number n followed a colon, so belongs to the number before it.</param>
internal readonly ref struct SequenceParameters(ReadOnlySpan<ushort> values, ulong colons)
{
    private readonly ReadOnlySpan<ushort> values = values;

    /// <summary>Number of numbers; at least 1.</summary>
    public int Count => values.Length;

    /// <summary>A number; 0 if it is absent or the index is beyond <see cref="Count"/>.</summary>
    public int this[int index]
    {
        get
        {
            // A copy, so that the length is looked at once.
            ReadOnlySpan<ushort> numbers = values;
            return (uint)index < (uint)numbers.Length ? numbers[index] : 0;
        }
    }

    /// <summary>A number, or <paramref name="fallback"/> if it is 0 or absent.</summary>
    public int Or(int index, int fallback)
    {
        int value = this[index];
        return value == 0 ? fallback : value;
    }

    /// <summary>The numbers from one on, if all are separated by <c>;</c>; else none.</summary>
    public ReadOnlySpan<ushort> Plain(int index) => colons == 0 ? values[index..] : default;

    /// <summary>True if the number continues the one before it (it followed a colon).</summary>
    public bool IsContinuation(int index) => index < values.Length && ((colons >> index) & 1) != 0;
}
