using System.Diagnostics;
using System.Numerics;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Between <see cref="SignalSet"/> and the system's signal numbers (in the system's own file) and sets.</summary>
internal static unsafe partial class SignalNumbers
{
    private const SignalSet All = (SignalSet)((1 << 9) - 1);

    /// <summary>The number of one signal.</summary>
    public static int Number(SignalSet signal)
    {
        Debug.Assert(BitOperations.PopCount((uint)signal) == 1, "one signal, not a set");
        return Numbers[BitOperations.TrailingZeroCount((int)signal)];
    }

    /// <summary>The signal with a number; none for a signal we have no name for.</summary>
    public static SignalSet FromNumber(int number)
    {
        var index = Numbers.IndexOf((byte)number);
        return index < 0 ? SignalSet.None : (SignalSet)(1 << index);
    }

    /// <summary>Fills a native <c>sigset_t</c> of <see cref="Libc.SignalSetSize"/> octets.</summary>
    public static void Write(SignalSet signals, void* set)
    {
        _ = Libc.SignalSetEmpty(set);
        for (var rest = (uint)(signals & All); rest != 0; rest &= rest - 1)
        {
            _ = Libc.SignalSetAdd(set, Numbers[BitOperations.TrailingZeroCount(rest)]);
        }
    }

    /// <summary>True if a native set contains all the signals.</summary>
    public static bool ContainsAll(void* set, SignalSet signals)
    {
        for (var rest = (uint)(signals & All); rest != 0; rest &= rest - 1)
        {
            if (Libc.SignalSetContains(set, Numbers[BitOperations.TrailingZeroCount(rest)]) != 1)
            {
                return false;
            }
        }

        return true;
    }
}
