using Godwit.Platform;

namespace Godwit.Cli.Dev;

/// <summary><c>godwit dev record</c>: makes the recordings that tests/Godwit.Conformance replays.</summary>
internal static class RecordCommand
{
    private const int BadUsage = 2;

    /// <summary>Records.</summary>
    /// <param name="arguments">The arguments after <c>dev record</c>.</param>
    /// <returns>0, 1 if a step failed (the recording is not written), 2 for wrong arguments.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--help" or "-h"])
        {
            FileDescriptor.WriteText(FileDescriptor.StandardOutput, RecordOptions.Usage);
            return ExitCode.Success;
        }

        if (RecordOptions.Parse(arguments) is not { } options)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, RecordOptions.Usage);
            return BadUsage;
        }

        try
        {
            List<KeyStep> steps = KeyStep.ParseAll(options.Script.Length == 0 ? [] : File.ReadAllLines(options.Script), out string faulty);
            string? trouble = faulty.Length == 0 ? Record(options, steps) : $"not a step: {faulty}";
            FileDescriptor.WriteText(FileDescriptor.StandardError, trouble is null ? "" : $"godwit dev record: {trouble}\n");
            return trouble is null ? ExitCode.Success : ExitCode.Failure;
        }
        catch (IOException trouble)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, $"godwit dev record: {trouble.Message}\n");
            return ExitCode.Failure;
        }
    }

    private static string? Record(RecordOptions options, List<KeyStep> steps)
    {
        using var recorder = new Recorder(options);
        string? trouble = null;
        foreach (KeyStep step in steps)
        {
            trouble ??= recorder.Do(step);
        }

        if (trouble is null)
        {
            recorder.Finish();
            File.WriteAllText(options.Output, recorder.Text);
        }

        return trouble;
    }
}
