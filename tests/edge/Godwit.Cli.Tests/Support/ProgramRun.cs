using System.Diagnostics;

namespace Godwit.Cli.Tests.Support;

/// <summary>One run of a real program to its end, with what it printed.</summary>
internal sealed record ProgramRun(int ExitStatus, string Output, string Error)
{
    // Far beyond what a run takes on a busy machine; a run that hangs fails instead of blocking the suite.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static ProgramRun Of(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end.");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
