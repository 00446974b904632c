using Godwit.Forwarding.Tests.Support;
using Godwit.Platform;

namespace Godwit.Forwarding.Tests.Relay;

public sealed class PipeRelayTests
{
    /// <summary>The shell's pipe is not ours: whoever else has it must not find it changed, and who does not read it must not hold us up.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Turn_ToAPipeThatNobodyReadsYet_NeitherWaitsNorChangesIt(bool ownsDescriptors)
    {
        Pipe pipe = Pipe.Create();
        if (ownsDescriptors)
        {
            FileDescriptor.SetNonBlocking(pipe.WriteEnd);
        }

        using var pair = new RelayPair(stream => new PipeRelay(stream, -1, pipe.WriteEnd, ownsDescriptors));
        var sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);
        int said = 0;
        Assert.True(pair.Turns(() =>
        {
            int count = pair.Far.Write(sent.AsSpan(said));
            said += count;
            return said == sent.Length || (count == 0 && pair.Rests());
        }));
        Assert.True(said < sent.Length, "Somebody reads what should stay in the pipe.");
        Assert.Equal(ownsDescriptors, IsNonBlocking(pipe.WriteEnd));
        FileDescriptor.SetNonBlocking(pipe.ReadEnd);
        List<byte> arrived = [];
        var buffer = new byte[10_000];
        Assert.True(pair.Turns(() =>
        {
            said += pair.Far.Write(sent.AsSpan(said));
            if (said == sent.Length)
            {
                pair.Far.Finish();
            }

            while (FileDescriptor.Read(pipe.ReadEnd, buffer) is { IsDone: true } result)
            {
                arrived.AddRange(buffer.AsSpan(0, result.Count));
            }

            return arrived.Count == sent.Length;
        }));
        Assert.True(arrived.SequenceEqual(sent));
        FileDescriptor.Close(pipe.ReadEnd);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Turn_ReaderIsGone_AsksTheOtherEndToStop(bool wasReading)
    {
        Pipe pipe = Pipe.Create();
        if (!wasReading)
        {
            FileDescriptor.Close(pipe.ReadEnd);
        }

        using var ignored = SignalSource.Open(SignalSet.BrokenPipe);
        using var pair = new RelayPair(stream => new PipeRelay(stream, -1, pipe.WriteEnd, ownsDescriptors: false));
        if (wasReading)
        {
            FileDescriptor.Close(pipe.ReadEnd);
        }

        Assert.True(pair.Turns(() => pair.Far.StopCode is not null));
        Assert.True(pair.Part.IsOver);
        FileDescriptor.Close(pipe.WriteEnd);
    }

    /// <summary>Whoever wrote it may have gone long before anybody looks.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60_000)]
    public void Turn_WriterWasGoneBefore_CarriesWhatThereIsAndTheEnd(int length)
    {
        Pipe pipe = Pipe.Create();
        var sent = new byte[length];
        new Random(2).NextBytes(sent);
        Assert.True(length == 0 || FileDescriptor.WriteAll(pipe.WriteEnd, sent).IsDone);
        FileDescriptor.Close(pipe.WriteEnd);
        using var pair = new RelayPair(stream => new PipeRelay(stream, pipe.ReadEnd, -1, ownsDescriptors: false));
        List<byte> arrived = [];
        Assert.True(pair.Turns(() =>
        {
            arrived.AddRange(pair.Far.Readable);
            pair.Far.Consume(pair.Far.Readable.Length);
            return pair.Far.IsAtEnd;
        }));
        Assert.True(arrived.SequenceEqual(sent));
        FileDescriptor.Close(pipe.ReadEnd);
    }

    private static bool IsNonBlocking(int descriptor)
    {
        const int NonBlocking = 0x800;
        string flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}").Single(line => line.StartsWith("flags:", StringComparison.Ordinal));
        return (Convert.ToInt32(flags[6..].Trim(), 8) & NonBlocking) != 0;
    }
}
