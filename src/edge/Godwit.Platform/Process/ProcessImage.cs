using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Turning this process into another program (the wrapper becomes the client, spec 04 section 2.1).</summary>
public static unsafe class ProcessImage
{
    /// <summary>
    /// Replaces this process. Open descriptors that are not close-on-exec stay; signals have their default actions and none but
    /// <paramref name="blocked"/> is blocked. Does not return if it succeeds.
    /// </summary>
    /// <param name="path">A path if it contains <c>/</c>, else looked up in the PATH of <paramref name="environment"/>.</param>
    /// <param name="arguments">argv, beginning with argv[0].</param>
    /// <param name="environment">The whole environment; null = ours.</param>
    /// <param name="blocked">Signals that our own program will collect; none for a foreign one.</param>
    /// <returns>Always an exception to throw: the program cannot be started.</returns>
    public static PlatformException Replace(
        string path,
        IReadOnlyList<string> arguments,
        EnvironmentBlock? environment = null,
        SignalSet blocked = SignalSet.None)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(arguments);
        environment ??= EnvironmentBlock.Inherit();
        using var argv = new NativeTextArray(ChildProcess.Encode(arguments));
        using var envp = new NativeTextArray(environment.Entries);
        var set = stackalloc byte[Libc.SignalSetSize];
        SignalNumbers.Write(blocked, set);

        // Ignored signals stay ignored across execve and so does the mask; the runtime itself ignores SIGPIPE.
        SignalSource.RestoreDefault(SignalSet.Client | SignalSet.Server | SignalSet.Quit);
        _ = Libc.ThreadSignalMask(Libc.SignalSetMask, set, null);

        var errno = Errno.NoEntry;
        var sawForbidden = false;
        foreach (var candidate in ChildProcess.Candidates(path, environment))
        {
            fixed (byte* text = NativeText.Encode(candidate))
            {
                _ = Libc.Execute(text, argv.Pointer, envp.Pointer);
            }

            errno = Libc.Errno;
            sawForbidden |= errno == Errno.Access;
            if (errno is not (Errno.NoEntry or Errno.NotDirectory or Errno.Access))
            {
                break;
            }
        }

        return new PlatformException($"cannot start {path}", sawForbidden ? Errno.Access : errno);
    }
}
