using System.Runtime.InteropServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// The user's own terminal, on descriptors 0 and 1. Remembers the modes it found and gives them back (design bar 6).
/// </summary>
/// <remarks>
/// Never sets O_NONBLOCK: the open file is shared with the shell that started us. Poll, then read.
/// <see cref="Restore"/> may be called at any time from any thread, also from an unhandled-exception handler.
/// </remarks>
public sealed unsafe class RawTerminal
{
    private readonly Libc.Termios found;
    private volatile bool changed;

    private RawTerminal(Libc.Termios found) => this.found = found;

    /// <summary>The modes that were found, as octets for <see cref="TrySetModes"/> on the same machine.</summary>
    public byte[] FoundModes => MemoryMarshal.AsBytes(new ReadOnlySpan<Libc.Termios>(in found)).ToArray();

    /// <summary>The path of the terminal on standard input; null if it has none here.</summary>
    public static string? DeviceName => TerminalDevice.NameOf(FileDescriptor.StandardInput);

    /// <summary>True between <see cref="EnterRaw"/> and <see cref="Restore"/>.</summary>
    public bool IsRaw => changed;

    /// <summary>Remembers the modes of the terminal on standard input; changes nothing.</summary>
    /// <exception cref="PlatformException">Standard input is not a terminal.</exception>
    public static RawTerminal Open() =>
        TerminalDevice.TryGetModes(FileDescriptor.StandardInput, out var modes)
            ? new(modes)
            : throw new PlatformException("cannot use standard input as a terminal", Libc.Errno);

    /// <summary>Raw mode as cfmakeraw(3) makes it, plus IUTF8 (spec 04 section 4.1). Also after a suspension.</summary>
    /// <exception cref="PlatformException">The terminal is gone.</exception>
    public void EnterRaw()
    {
        var raw = found;
        Libc.MakeRaw(&raw);
        raw.InputFlags |= Libc.InputUtf8;
        changed = true; // Before the change: a crash in between must still restore.
        var errno = TerminalDevice.SetModes(FileDescriptor.StandardInput, Libc.ModesNow, raw);
        if (errno != 0)
        {
            throw new PlatformException("cannot set the terminal to raw mode", errno);
        }
    }

    /// <summary>Gives the found modes back after all output has left. Does nothing if they were not changed. Never throws.</summary>
    /// <param name="discardsInput">True to throw away what was typed and not read.</param>
    /// <param name="waits">False to do it at once: nobody reads what was written.</param>
    public void Restore(bool discardsInput = false, bool waits = true)
    {
        if (changed)
        {
            changed = false;
            int when = !waits ? Libc.ModesNow : discardsInput ? Libc.ModesAfterOutputDiscardingInput : Libc.ModesAfterOutput;
            _ = TerminalDevice.SetModes(FileDescriptor.StandardInput, when, found);
        }
    }

    /// <summary>Gives the terminal on standard input modes that were found there before, or by another process.</summary>
    /// <param name="modes">From <see cref="FoundModes"/>.</param>
    /// <returns>False if they are not such octets, or the terminal does not take them.</returns>
    public static bool TrySetModes(ReadOnlySpan<byte> modes) =>
        modes.Length == sizeof(Libc.Termios)
        && TerminalDevice.SetModes(FileDescriptor.StandardInput, Libc.ModesNow, MemoryMarshal.Read<Libc.Termios>(modes)) == 0;

    /// <summary>Gives the terminal on standard input the modes in which a shell is usually found: lines, echo, signals.</summary>
    /// <returns>False if it is no terminal.</returns>
    public static bool TrySetSaneModes()
    {
        if (!TerminalDevice.TryGetModes(FileDescriptor.StandardInput, out var modes))
        {
            return false;
        }

        modes.InputFlags |= Libc.InputSane;
        modes.OutputFlags |= Libc.OutputSane;
        modes.LocalFlags |= Libc.LocalSane;
        return TerminalDevice.SetModes(FileDescriptor.StandardInput, Libc.ModesNow, modes) == 0;
    }

    /// <summary>The window's size, from standard input or, if that fails, from standard output.</summary>
    /// <param name="size">The size.</param>
    /// <returns>False if neither is a terminal any more.</returns>
    public static bool TryGetSize(out WindowSize size) =>
        TerminalDevice.TryGetSize(FileDescriptor.StandardInput, out size)
        || TerminalDevice.TryGetSize(FileDescriptor.StandardOutput, out size);

    /// <summary>Reads keys from descriptor 0. Waits if nothing is there: poll first.</summary>
    /// <param name="keys">Receives the octets.</param>
    /// <returns>Done, Closed, or Failed. Never throws.</returns>
    public static IoResult Read(Span<byte> keys) => FileDescriptor.Read(FileDescriptor.StandardInput, keys);
}
