using System.Diagnostics;

namespace Godwit.Interop.Harness;

/// <summary>The one place that starts programs. The owner disposes it, which kills the program if it still runs.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private ChildProcess(Process process)
    {
        this.process = process;
        // Read from the start, so that a talkative program never waits for a full pipe.
        Error = process.StandardError.ReadToEndAsync();
    }

    public Stream Input => process.StandardInput.BaseStream;

    public StreamReader Output => process.StandardOutput;

    /// <summary>All of the standard error, once the program has closed it.</summary>
    public Task<string> Error { get; }

    public int ProcessId => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Only after the end.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Starts a program whose three standard streams are pipes.</summary>
    public static ChildProcess Start(ChildStart start)
    {
        var info = new ProcessStartInfo(start.Program, start.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (start.Environment is not null)
        {
            info.Environment.Clear();
            foreach ((string name, string value) in start.Environment)
            {
                info.Environment[name] = value;
            }
        }

        return new ChildProcess(Process.Start(info)!);
    }

    /// <summary>Runs a program with empty input to its end. Past the limit it is killed and the test fails.</summary>
    public static async Task<ChildResult> RunAsync(ChildStart start, TimeSpan limit)
    {
        await using ChildProcess child = Start(start);
        child.Input.Close();
        Task<string> output = child.Output.ReadToEndAsync();
        await child.ExitAsync(limit);
        return new ChildResult(child.process.ExitCode, await output, await child.Error);
    }

    /// <summary>Waits for the end of the program; fails the test past the limit.</summary>
    public async Task ExitAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not end within {limit}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
