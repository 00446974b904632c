using Godwit.Forwarding.Tests.Support;
using Godwit.Platform;
using Godwit.Streams;

namespace Godwit.Forwarding.Tests.Relay;

/// <summary>Connections that end in every order. Whatever is left, the loop must come to rest: one that runs in circles eats the battery of whoever waits for his network.</summary>
public sealed class SocketRelayTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Turn_BothWays_CarriesEveryOctetAndTheEnds(bool isLocal)
    {
        using RelayPair pair = Connect(isLocal, out StreamSocket program);
        byte[] there = Noise(700_000, 1), back = Noise(300_000, 2);
        var (arrivedThere, arrivedBack) = (new List<byte>(), new List<byte>());
        int said = 0, answered = 0;
        bool isSaid = false, isAnswered = false, isAtEnd = false;
        Assert.True(pair.Turns(() =>
        {
            said += Math.Max(0, program.Write(there.AsSpan(said, Math.Min(5000, there.Length - said))).Count);
            if (said == there.Length && !isSaid)
            {
                isSaid = true;
                program.ShutdownWrite();
            }

            answered += pair.Far.Write(back.AsSpan(answered, Math.Min(3000, back.Length - answered)));
            if (answered == back.Length && !isAnswered)
            {
                isAnswered = true;
                pair.Far.Finish();
            }

            ReadFar(pair, arrivedThere);
            isAtEnd |= ReadProgram(program, arrivedBack) == IoStatus.Closed;
            return isAtEnd && pair.Far.IsAtEnd;
        }));
        Assert.True(arrivedThere.SequenceEqual(there));
        Assert.True(arrivedBack.SequenceEqual(back));
        Assert.True(pair.Turns(() => pair.Part.IsOver));
    }

    /// <summary>The path is cut, the stream full, and the program has gone: poll says so again and again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddTo_ProgramGoneWhileTheStreamIsFull_ComesToRestAndCarriesTheRest(bool isLocal)
    {
        using RelayPair pair = Connect(isLocal, out StreamSocket program);
        Assert.True(pair.Rests());
        pair.IsCut = true;
        byte[] sent = Noise(40_000_000, 3);
        int said = 0;
        Assert.True(pair.Turns(() =>
        {
            int count = Math.Max(0, program.Write(sent.AsSpan(said)).Count);
            said += count;
            return count == 0 && pair.Rests();
        }));
        Assert.InRange(said, 1, sent.Length - 1);
        program.Dispose();
        Assert.True(pair.Rests());
        pair.IsCut = false;
        List<byte> arrived = [];
        Assert.True(pair.Turns(() =>
        {
            ReadFar(pair, arrived);
            return pair.Far.IsAtEnd;
        }));
        Assert.True(arrived.SequenceEqual(sent.Take(said)));
    }

    /// <summary>The other end has not finished, and need not for hours.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddTo_ProgramHasClosedAndTheOtherEndIsSilent_ComesToRest(bool isLocal)
    {
        using RelayPair pair = Connect(isLocal, out StreamSocket program);
        program.Write("x"u8);
        program.Dispose();
        List<byte> arrived = [];
        Assert.True(pair.Turns(() =>
        {
            ReadFar(pair, arrived);
            return pair.Far.IsAtEnd;
        }));
        Assert.True(pair.Rests());
        Assert.False(pair.Part.IsOver);

        // Nobody can read what comes now; whoever sends it is told.
        Assert.True(pair.Turns(() =>
        {
            pair.Far.Write("answer"u8);
            return pair.Part.IsOver;
        }));
        pair.Part.Dispose();
        Assert.True(pair.Turns(() => pair.Far.StopCode is not null));
    }

    [Fact]
    public void Turn_ProgramSaysItsEndAndThenBreaksOff_TellsTheOtherEnd()
    {
        using RelayPair pair = Connect(isLocal: false, out StreamSocket program);
        program.ShutdownWrite();
        Assert.True(pair.Turns(() => pair.Far.IsAtEnd));
        program.Reset();
        Assert.True(pair.Turns(() => pair.Part.IsOver));
        pair.Part.Dispose();
        Assert.True(pair.Turns(() => pair.Far.StopCode is not null));
    }

    /// <summary>A break loses what is not delivered, as on any TCP connection, but it is told, and nothing spins.</summary>
    [Fact]
    public void Turn_ProgramBreaksOffWhileTheStreamIsFull_TellsTheOtherEnd()
    {
        using RelayPair pair = Connect(isLocal: false, out StreamSocket program);
        Assert.True(pair.Rests());
        pair.IsCut = true;
        byte[] sent = Noise(40_000_000, 4);
        Assert.True(pair.Turns(() => program.Write(sent).Count <= 0 && pair.Rests()));
        program.Reset();
        Assert.True(pair.Rests());
        Assert.True(pair.Turns(() => pair.Part.IsOver));
        pair.Part.Dispose();
        pair.IsCut = false;
        Assert.True(pair.Turns(() => pair.Far.ResetCode == StreamError.Broken));
    }

    private static RelayPair Connect(bool isLocal, out StreamSocket program)
    {
        string folder = Directory.CreateTempSubdirectory("godwit-relay-").FullName;
        string path = Path.Combine(folder, "s");
        using StreamListener listener = isLocal ? StreamListener.Listen(path, replaces: false) : StreamListener.Listen(UdpAddress.LoopbackIPv4(0));
        program = isLocal ? StreamSocket.BeginConnect(path, out _)! : StreamSocket.BeginConnect(listener.LocalAddress, out _)!;
        var poller = new Poller();
        poller.Add(listener.Descriptor, PollEvents.Readable);
        poller.Wait(20_000);
        StreamSocket accepted = listener.TryAccept()!;
        Directory.Delete(folder, recursive: true);
        var pair = new RelayPair(stream => new SocketRelay(stream, accepted));
        pair.Far.Write([StreamRequest.Granted]);
        return pair;
    }

    private static byte[] Noise(int length, int seed)
    {
        var octets = new byte[length];
        new Random(seed).NextBytes(octets);
        return octets;
    }

    private static void ReadFar(RelayPair pair, List<byte> arrived)
    {
        while (!pair.Far.Readable.IsEmpty)
        {
            arrived.AddRange(pair.Far.Readable);
            pair.Far.Consume(pair.Far.Readable.Length);
        }
    }

    private static IoStatus ReadProgram(StreamSocket program, List<byte> arrived)
    {
        var buffer = new byte[4096];
        while (true)
        {
            IoResult result = program.Read(buffer);
            if (!result.IsDone)
            {
                return result.Status;
            }

            arrived.AddRange(buffer.AsSpan(0, result.Count));
        }
    }
}
