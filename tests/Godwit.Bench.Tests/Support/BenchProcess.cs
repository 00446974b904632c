using System.Text;
using Godwit.Bench.Sessions;
using Godwit.Platform;

namespace Godwit.Bench.Tests.Support;

/// <summary>The benchmark as a process of its own, whose temporary files are in a folder of the test.</summary>
internal sealed class BenchProcess : IDisposable
{
    private readonly Pipe pipe = Pipe.Create();
    private readonly ChildProcess process;
    private readonly StringBuilder output = new();
    private readonly byte[] buffer = new byte[4096];

    public BenchProcess(string folder, IReadOnlyList<string> arguments)
    {
        var environment = EnvironmentBlock.Inherit();
        environment.Set("TMPDIR", folder);
        process = ChildProcess.Start(new SpawnOptions
        {
            Path = "dotnet",
            Arguments = ["dotnet", "exec", typeof(BenchException).Assembly.Location, "table", .. arguments],
            Environment = environment,
            NewSession = true,
            Descriptors = [new(0, DescriptorMapping.Null), new(1, pipe.WriteEnd), new(2, pipe.WriteEnd)],
        });
        FileDescriptor.SetNonBlocking(pipe.ReadEnd);
        FileDescriptor.Close(pipe.WriteEnd);
    }

    /// <summary>What it has said so far, errors too.</summary>
    public string Output
    {
        get
        {
            for (IoResult result; (result = FileDescriptor.Read(pipe.ReadEnd, buffer)).IsDone;)
            {
                output.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
            }

            return output.ToString();
        }
    }

    public bool HasEnded => process.TryReap(out _);

    /// <summary>Its exit status, once it has ended.</summary>
    public int Status => process.Wait().Code;

    public void Interrupt() => process.Kill(SignalSet.Interrupt);

    /// <summary>Waits for its end.</summary>
    /// <returns>False if it takes longer.</returns>
    public bool Wait(TimeSpan longest)
    {
        var loop = new EventLoop();
        loop.Watch(pipe.ReadEnd, () => _ = Output);
        return loop.RunUntil(() => HasEnded, longest.TotalMilliseconds) && Output.Length >= 0;
    }

    public void Dispose()
    {
        if (!HasEnded)
        {
            process.Kill(SignalSet.Terminate);
            process.Wait();
        }

        FileDescriptor.Close(pipe.ReadEnd);
    }
}
