namespace Godwit.Platform;

/// <summary>How a process ended.</summary>
/// <param name="Code">Exit code; 128 + signal if a signal ended it, as a shell says it.</param>
/// <param name="Signal">The system's number of the signal that ended it, or 0.</param>
public readonly record struct ExitStatus(int Code, int Signal)
{
    /// <summary>True if it ended by itself with 0.</summary>
    public bool IsSuccess => Code == 0;

    /// <summary>Reads the status word of waitpid(2).</summary>
    internal static ExitStatus FromWaitStatus(int status)
    {
        const int SignalBits = 0x7F;
        const int SignalOffset = 128;
        var signal = status & SignalBits;
        return signal == 0 ? new((status >> 8) & 0xFF, 0) : new(SignalOffset + signal, signal);
    }
}
