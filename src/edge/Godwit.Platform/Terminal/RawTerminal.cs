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
    public void Restore(bool discardsInput = false)
    {
        if (changed)
        {
            changed = false;
            _ = TerminalDevice.SetModes(FileDescriptor.StandardInput, discardsInput ? Libc.ModesAfterOutputDiscardingInput : Libc.ModesAfterOutput, found);
        }
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

    /// <summary>Writes everything to descriptor 1, waiting as long as the terminal needs (also if somebody made it non-blocking).</summary>
    /// <param name="output">The octets.</param>
    /// <returns>Done, or Failed. Never throws.</returns>
    public static IoResult Write(ReadOnlySpan<byte> output) => FileDescriptor.WriteAll(FileDescriptor.StandardOutput, output);
}
