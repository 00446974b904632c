using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding.Tests.Support;

/// <summary>A relay at one end of a stream, with a real descriptor; at the other end the test. What the ends send arrives at once, or waits while the path is cut.</summary>
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

    /// <summary>A part at this end of a stream that it opens.</summary>
    public RelayPair(Func<MuxStream, IForwardPart> make)
    {
        MuxStream opened = here.Open()!;
        opened.Write([0]);
        Part = make(opened);
        MuxStream? taken = null;
        Assert.True(Turns(() => there.TryAccept(out taken)));
        Far = taken!;
        Far.Consume(1);
    }

    public IForwardPart Part { get; }

    /// <summary>The other end of the part's stream.</summary>
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
            if (Part.IsOver || Turn(RestMs) == 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => Part.Dispose();

    private int Turn(int waitMs)
    {
        Exchange();
        poller.Clear();
        Part.AddTo(poller);
        int ready = poller.Wait(waitMs);
        now += Math.Max(1, waitMs);
        if (!Part.IsOver)
        {
            Part.Turn(now, poller);
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
