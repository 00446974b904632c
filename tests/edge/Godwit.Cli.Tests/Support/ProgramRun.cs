using System.Diagnostics;
using System.Text;
using Godwit.Platform;

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

    /// <summary>Runs a program with a terminal as its standard streams; what it printed is all in <see cref="Output"/>.</summary>
    public static ProgramRun OnTerminal(string program, string[] arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var variables = EnvironmentBlock.Inherit();
        foreach (var (name, value) in environment)
        {
            if (value is null)
            {
                variables.Remove(name);
            }
            else
            {
                variables.Set(name, value);
            }
        }

        using var pty = Pty.Open(new WindowSize(80, 24, 0, 0));
        var child = pty.Spawn(new() { Path = program, Arguments = [program, .. arguments], Environment = variables });
        var poller = new Poller();
        var index = poller.Add(pty.Descriptor, PollEvents.Readable);
        var output = new StringBuilder();
        var buffer = new byte[4096];
        var watch = Stopwatch.StartNew();
        IoResult result = default;
        while (result.Status != IoStatus.Closed)
        {
            if (watch.Elapsed > Limit)
            {
                child.Kill(SignalSet.Terminate);
                Assert.Fail($"{program} did not end: {output}");
            }

            _ = poller.Wait(1000);
            result = poller.CanRead(index) ? pty.Read(buffer) : default;
            output.Append(Encoding.UTF8.GetString(buffer.AsSpan(0, result.Count)));
        }

        return new(child.Wait().Code, output.ToString(), "");
    }
}
