using System.Diagnostics;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// The master side of a pseudo-terminal. Made before the client comes (<see cref="Open"/>), so that the message of the day can be
/// written to it; the program is started later (<see cref="Spawn"/>), when the first client state has arrived (spec 04 section 3.3).
/// </summary>
/// <remarks>Owns the master, and until <see cref="Spawn"/> also the slave. Not blocking. Closing it hangs up the program.</remarks>
public sealed unsafe class Pty : IDisposable
{
    private const int LongestName = 128; // "/dev/pts/" and a number.

    private readonly byte[] slaveName;
    private int slave;

    private Pty(int master, int slave, byte[] slaveName)
    {
        Descriptor = master;
        this.slave = slave;
        this.slaveName = slaveName;
    }

    /// <summary>The master, to poll; -1 after <see cref="Dispose"/>.</summary>
    public int Descriptor { get; private set; }

    /// <summary>The slave's path: <c>/dev/pts/7</c>.</summary>
    public string SlaveName
    {
        get
        {
            fixed (byte* name = slaveName)
            {
                return NativeText.Decode(name);
            }
        }
    }

    /// <summary>What the program has set; false after the pty is gone. One system call.</summary>
    public bool TryGetModes(out PtyModes modes)
    {
        var ok = TerminalDevice.TryGetModes(Descriptor, out var native);
        modes = ok ? PtyModes.From(native) : default;
        return ok;
    }

    /// <summary>The process group that reads the keys; 0 if there is none. One system call.</summary>
    public int ForegroundGroup => Math.Max(0, Libc.GetForegroundGroup(Descriptor));

    /// <summary>Makes a pseudo-terminal in the system's default mode plus IUTF8.</summary>
    /// <param name="size">Its first size.</param>
    /// <exception cref="PlatformException">The system has no pty to give.</exception>
    public static Pty Open(WindowSize size)
    {
        const string Attempt = "cannot open a pseudo-terminal";
        var master = Libc.OpenPseudoTerminal(
            Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenCloseOnExec | Libc.OpenNonBlocking);
        if (master < 0)
        {
            throw new PlatformException(Attempt, Libc.Errno);
        }

        var name = new byte[LongestName];
        var slave = -1;
        var errno = Libc.GrantPseudoTerminal(master) != 0 || Libc.UnlockPseudoTerminal(master) != 0 ? Libc.Errno : 0;
        fixed (byte* path = name)
        {
            errno = errno != 0 ? errno : Libc.PseudoTerminalName(master, path, LongestName);
            if (errno == 0)
            {
                // Held until the program is started: a master whose slave nobody has open reads as hung up.
                slave = Libc.Open(path, Libc.OpenReadWrite | Libc.OpenNoControllingTerminal | Libc.OpenCloseOnExec | Libc.OpenNonBlocking, 0);
                errno = slave < 0 ? Libc.Errno : Prepare(slave, size);
            }
        }

        if (errno != 0)
        {
            FileDescriptor.Close(slave);
            FileDescriptor.Close(master);
            throw new PlatformException(Attempt, errno);
        }

        return new Pty(master, slave, name);
    }

    /// <summary>
    /// Writes text as a program on the terminal would (line feeds become CR LF); it can then be read from the master. Only before
    /// <see cref="Spawn"/> has succeeded.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>Done with the part that was taken, or WouldBlock: read the master and go on.</returns>
    public IoResult WriteToTerminal(ReadOnlySpan<byte> text)
    {
        Debug.Assert(slave >= 0, "the slave is ours only until the program was started");
        return FileDescriptor.Write(slave, text);
    }

    /// <summary>
    /// Starts the program: leader of a new session, this pty its controlling terminal and descriptors 0 to 2, nothing else open, no
    /// signal blocked or ignored. Once only, but may be tried again after a failure.
    /// </summary>
    /// <param name="options">What to start. <see cref="SpawnOptions.NewSession"/> is implied.</param>
    /// <exception cref="PlatformException">It cannot be started; carries the errno of execve. The pty is as before.</exception>
    public ChildProcess Spawn(SpawnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Debug.Assert(slave >= 0, "only one program");
        var child = ChildProcess.Start(options.OnTerminal(slaveName));
        FileDescriptor.Close(slave); // Or the program's end would never show.
        slave = -1;
        return child;
    }

    /// <summary>Reads what the program wrote.</summary>
    /// <param name="buffer">Receives it.</param>
    /// <returns>Done, WouldBlock, or Closed when all programs have closed the terminal. Never throws.</returns>
    public IoResult Read(Span<byte> buffer)
    {
        var result = FileDescriptor.Read(Descriptor, buffer);
        return result.ErrorNumber == Errno.InputOutput ? IoResult.Closed : result; // EIO is how Linux says end of file here.
    }

    /// <summary>Types keys into the terminal, perhaps only a part: the program may not read.</summary>
    /// <param name="keys">The octets.</param>
    public IoResult Write(ReadOnlySpan<byte> keys)
    {
        var result = FileDescriptor.Write(Descriptor, keys);
        return result.ErrorNumber == Errno.InputOutput ? IoResult.Closed : result;
    }

    /// <summary>Changes the size, which sends SIGWINCH to the foreground programs if it differs. The size in pixels stays.</summary>
    /// <param name="columns">Width in cells.</param>
    /// <param name="rows">Height in cells.</param>
    /// <returns>0, or errno: the pty is gone.</returns>
    public int SetWindowSize(ushort columns, ushort rows)
    {
        _ = TerminalDevice.TryGetSize(Descriptor, out var old);
        return TerminalDevice.SetSize(Descriptor, old with { Columns = columns, Rows = rows });
    }

    /// <summary>Changes the size with the size in pixels.</summary>
    /// <param name="size">The new size.</param>
    /// <returns>0, or errno: the pty is gone.</returns>
    public int SetWindowSize(WindowSize size) => TerminalDevice.SetSize(Descriptor, size);

    /// <inheritdoc/>
    public void Dispose()
    {
        FileDescriptor.Close(slave);
        FileDescriptor.Close(Descriptor);
        slave = -1;
        Descriptor = -1;
    }

    private static int Prepare(int slave, WindowSize size)
    {
        if (!TerminalDevice.TryGetModes(slave, out var modes))
        {
            return Libc.Errno;
        }

        modes.InputFlags |= Libc.InputUtf8; // Erasing a character in line mode must erase all its octets.
        var errno = TerminalDevice.SetModes(slave, Libc.ModesNow, modes);
        return errno != 0 ? errno : TerminalDevice.SetSize(slave, size);
    }
}
