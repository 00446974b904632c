using Godwit.Platform;

namespace Godwit.Cli.Tests;

public sealed class ProgramTests
{
    private static readonly string Binary = Path.Combine(Environment.GetEnvironmentVariable("GODWIT_BIN") ?? AppContext.BaseDirectory, "godwit");

    [Fact]
    public void Bench_OfTheBinary_SaysWhereTheBenchmarkIsAndFails()
    {
        Pipe pipe = Pipe.Create();
        ChildProcess child = ChildProcess.Start(new SpawnOptions
        {
            Path = Binary,
            Arguments = ["godwit", "bench", "--quick"],
            Descriptors = [new(0, DescriptorMapping.Null), new(1, DescriptorMapping.Null), new(2, pipe.WriteEnd)],
        });
        FileDescriptor.Close(pipe.WriteEnd);
        byte[] buffer = new byte[4096];
        string said = "";
        for (IoResult result; (result = FileDescriptor.Read(pipe.ReadEnd, buffer)).IsDone;)
        {
            said += System.Text.Encoding.UTF8.GetString(buffer, 0, result.Count);
        }

        FileDescriptor.Close(pipe.ReadEnd);
        Assert.Equal(2, child.Wait().Code);
        Assert.Equal("godwit: The benchmark is a program of the source checkout: run ./godwit bench there.\n", said);
    }
}
