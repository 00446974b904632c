using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Starting: posix_spawn(3), never fork (design D8).</summary>
public sealed unsafe partial class ChildProcess
{
    private const string DefaultSearchPath = "/usr/local/bin:/bin:/usr/bin";

    /// <summary>Starts a program.</summary>
    /// <param name="options">What and how.</param>
    /// <exception cref="PlatformException">It cannot be started; <see cref="PlatformException.ErrorNumber"/> is that of execve (or of a step before).</exception>
    public static ChildProcess Start(SpawnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var environment = options.Environment ?? EnvironmentBlock.Inherit();
        using var envp = new NativeTextArray(environment.Entries);
        using var argv = new NativeTextArray(Encode(options.Arguments));
        using var recipe = new SpawnRecipe(options);
        var oldCoreLimit = options.CoreLimit is { } core ? ProcessEnvironment.SetCoreLimit(core) : 0;
        using var dispositions = new InheritedIgnores(options.IgnoredSignals);
        try
        {
            var error = SpawnAny(options, environment, recipe, argv, envp, out var processId);
            return error == 0 ? new(processId) : throw new PlatformException($"cannot start {options.Path}", error);
        }
        finally
        {
            if (options.CoreLimit is not null)
            {
                _ = ProcessEnvironment.SetCoreLimit(oldCoreLimit);
            }
        }
    }

    internal static List<byte[]> Encode(IReadOnlyList<string> texts)
    {
        var encoded = new List<byte[]>(texts.Count);
        foreach (var text in texts)
        {
            encoded.Add(NativeText.Encode(text)[..^1]);
        }

        return encoded;
    }

    /// <summary>Where execvp(3) would look for a program.</summary>
    internal static IEnumerable<string> Candidates(string path, EnvironmentBlock environment)
    {
        if (path.Contains('/'))
        {
            yield return path;
            yield break;
        }

        foreach (var directory in (environment.Get("PATH") ?? DefaultSearchPath).Split(':'))
        {
            yield return directory.Length == 0 ? path : $"{directory}/{path}"; // An empty entry is the working directory.
        }
    }

    private static int SpawnAny(
        SpawnOptions options,
        EnvironmentBlock environment,
        SpawnRecipe recipe,
        NativeTextArray argv,
        NativeTextArray envp,
        out int processId)
    {
        var error = Errno.NoEntry;
        processId = 0;
        if (options.Path.Length == 0)
        {
            return error;
        }

        var sawForbidden = false;
        foreach (var candidate in Candidates(options.Path, environment))
        {
            // Each try costs a process; most folders of a long PATH can be passed over for less.
            if (IsMissing(candidate))
            {
                error = Errno.NoEntry;
                continue;
            }

            error = SpawnOne(candidate, recipe, argv, envp, out processId);
            if (error == Errno.NoExec)
            {
                return SpawnScript(candidate, options.Arguments, recipe, envp, out processId);
            }

            if (error is not (Errno.NoEntry or Errno.NotDirectory or Errno.Access))
            {
                return error;
            }

            sawForbidden |= error == Errno.Access;
        }

        return sawForbidden ? Errno.Access : error;
    }

    // Not of a relative path: the new process may have another working directory. What may not be seen is left to the try.
    private static bool IsMissing(string path)
    {
        const int ExistsMode = 0;
        if (path is not ['/', ..])
        {
            return false;
        }

        fixed (byte* text = NativeText.Encode(path))
        {
            return Libc.Access(text, ExistsMode) != 0 && Libc.Errno is Errno.NoEntry or Errno.NotDirectory;
        }
    }

    private static int SpawnOne(string path, SpawnRecipe recipe, NativeTextArray argv, NativeTextArray envp, out int processId)
    {
        int started;
        int error;
        fixed (byte* text = NativeText.Encode(path))
        {
            error = Libc.Spawn(&started, text, recipe.Actions, recipe.Attributes, argv.Pointer, envp.Pointer);
        }

        processId = error == 0 ? started : 0;
        return error;
    }

    // A script without "#!" is run by the shell, as execvp does.
    private static int SpawnScript(string path, IReadOnlyList<string> arguments, SpawnRecipe recipe, NativeTextArray envp, out int processId)
    {
        const string Shell = "/bin/sh";
        using var argv = new NativeTextArray(Encode([Shell, path, .. arguments.Skip(1)]));
        return SpawnOne(Shell, recipe, argv, envp, out processId);
    }

    /// <summary>posix_spawn cannot ignore signals, but ignored ones stay ignored: ignore them here for the moment of the spawn.</summary>
    private readonly ref struct InheritedIgnores
    {
        private readonly SignalSet changed;

        public InheritedIgnores(SignalSet signals)
        {
            for (var rest = (int)signals; rest != 0; rest &= rest - 1)
            {
                var signal = (SignalSet)(rest & -rest);
                if (Libc.SetDisposition(SignalNumbers.Number(signal), Libc.SignalIgnore) != Libc.SignalIgnore)
                {
                    changed |= signal;
                }
            }
        }

        public void Dispose() => SignalSource.RestoreDefault(changed);
    }
}
