using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding.Tests.Support;

/// <summary>A relay at one end of a stream, with a real connection to a program; at the other end the test. What the ends send arrives at once, or waits while the path is cut.</summary>
internal sealed class RelayPair : IDisposable
{
    private const int TurnsMax = 20_000;
    private const int RestMs = 20;

    private readonly StreamMux here = new(isServer: false);
    private readonly StreamMux there = new(isServer: true);
    private readonly Poller poller = new();
    private readonly byte[] body = new byte[ConnectionOptions.DatagramSizeStart];
    private Instant now = new(1000);
    private ulong hereNext;
    private ulong thereNext;

    public RelayPair(bool isLocal)
    {
        string folder = Directory.CreateTempSubdirectory("godwit-relay-").FullName;
        string path = Path.Combine(folder, "s");
        using StreamListener listener = isLocal ? StreamListener.Listen(path, replaces: false) : StreamListener.Listen(UdpAddress.LoopbackIPv4(0));
        Program = isLocal ? StreamSocket.BeginConnect(path, out _)! : StreamSocket.BeginConnect(listener.LocalAddress, out _)!;
        StreamSocket? accepted = null;
        Assert.True(Wait(() => (accepted = listener.TryAccept()) is not null));
        Directory.Delete(folder, recursive: true);
        MuxStream opened = here.Open()!;
        opened.Write([0]);
        Relay = new SocketRelay(opened, accepted!);
        MuxStream? taken = null;
        Assert.True(Turns(() => there.TryAccept(out taken)));
        Far = taken!;
        Far.Consume(1);
        Far.Write([StreamRequest.Granted]);
    }

    /// <summary>The program's end of the connection.</summary>
    public StreamSocket Program { get; }

    public SocketRelay Relay { get; }

    /// <summary>The other end of the relay's stream.</summary>
    public MuxStream Far { get; }

    public bool IsCut { get; set; }

    /// <summary>Turns until something holds.</summary>
    public bool Turns(Func<bool> until)
    {
        for (int turn = 0; turn < TurnsMax; turn++)
        {
            if (until())
            {
                return true;
            }

            Turn(waitMs: 1);
        }

        return until();
    }

    /// <summary>True if the loop comes to rest: a wait in which nothing is ready and nothing is due.</summary>
    public bool Rests()
    {
        for (int turn = 0; turn < TurnsMax / 10; turn++)
        {
            if (Relay.IsOver || Turn(RestMs) == 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        Relay.Dispose();
        Program.Dispose();
    }

    private static bool Wait(Func<bool> until)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!until())
        {
            if (DateTime.UtcNow > deadline)
            {
                return false;
            }

            _ = new Poller().Wait(1);
        }

        return true;
    }

    private int Turn(int waitMs)
    {
        Exchange();
        poller.Clear();
        Relay.AddTo(poller);
        int ready = poller.Wait(waitMs);
        now += Math.Max(1, waitMs);
        if (!Relay.IsOver)
        {
            Relay.Turn(now, poller);
        }

        return ready;
    }

    private void Exchange()
    {
        if (IsCut)
        {
            return;
        }

        while (here.TryWritePacket(now, hereNext, body, out int length))
        {
            there.HandlePacket(now, hereNext++, body.AsSpan(0, length), thereNext);
        }

        while (there.TryWritePacket(now, thereNext, body, out int length))
        {
            here.HandlePacket(now, thereNext++, body.AsSpan(0, length), hereNext);
        }
    }
}
