using Godwit.Platform;

namespace Godwit.Cli.Doctor;

/// <summary><c>godwit doctor HOST</c>: goes the way of a session step by step, and says what is wrong with it.</summary>
internal static class DoctorCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="words">Without the verb.</param>
    /// <returns>0 if all is well, 1 if something is wrong, 2 for wrong arguments.</returns>
    public static int Run(IReadOnlyList<string> words)
    {
        Parsed<DoctorOptions> parsed = DoctorCommandLine.Parse(words, ProcessEnvironment.Get, ConfigFiles.Load);
        if (!parsed.TryTake(out DoctorOptions? options))
        {
            return parsed.ExitStatus;
        }

        // ssh may be gone when it is asked something.
        SignalSource.Ignore(SignalSet.BrokenPipe);
        ProcessEnvironment.SetCoreLimit(0);
        ProcessEnvironment.ProtectMemory();
        var report = new DoctorReport(options.Connect.Host, options.IsJson);
        new Examination(options.Connect, report).Run();
        return report.Finish();
    }
}
