using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;
using Godwit.Link;

namespace Godwit.Bench.Routes;

/// <summary>Both directions of a link, in the loop of the measurement: asks the model for each packet when it arrives, and hands it over then.</summary>
internal sealed class EmulatedLink(EventLoop loop)
{
    private const double MicrosecondsPerMillisecond = 1000;

    private readonly long[] packets = new long[2];
    private readonly long[] octets = new long[2];
    private readonly double[] takes = new double[2];
    private LinkModel up = new(new LinkDirection(), 0);
    private LinkModel down = new(new LinkDirection(), 0);
    private double origin;
    private int lossesOfAll;

    /// <summary>While true, whatever is sent or under way in either direction is lost.</summary>
    public bool IsCut { get; set; }

    /// <summary>Packets sent so far by the client's host, lost ones too.</summary>
    public long UpPackets => packets[0];

    /// <summary>The same of the server's host.</summary>
    public long DownPackets => packets[1];

    /// <summary>Octets of <see cref="UpPackets"/> as whole IP packets.</summary>
    public long UpOctets => octets[0];

    /// <summary>Octets of <see cref="DownPackets"/> as whole IP packets.</summary>
    public long DownOctets => octets[1];

    /// <summary>How long the newest packet of the client's host that was not lost takes, in milliseconds: delay and queue.</summary>
    public double UpTakes => takes[0];

    /// <summary>The same of the server's host.</summary>
    public double DownTakes => takes[1];

    /// <summary>Becomes another link: with empty queues, its traces begin now. What is under way arrives as it would have.</summary>
    public void Become(LinkProfile profile, ulong seed)
    {
        origin = Clock.Now;
        up = new(profile.Up, seed);
        down = new(profile.Down, ~seed); // Another sequence, so that both ways do not lose in step.
    }

    /// <summary>What is under way in either direction now never arrives.</summary>
    public void LoseAll() => lossesOfAll++;

    /// <summary>A packet is sent now.</summary>
    /// <param name="isUp">From the client.</param>
    /// <param name="size">Octets of the whole IP packet.</param>
    /// <param name="arrived">Called when it arrives, if it does.</param>
    /// <param name="isCounted">It is the session's, not that of something beside it.</param>
    public void Send(bool isUp, int size, Action arrived, bool isCounted = true)
    {
        if (isCounted)
        {
            packets[isUp ? 0 : 1]++;
            octets[isUp ? 0 : 1] += size;
        }

        var now = Math.Max(0, (long)((Clock.Now - origin) * MicrosecondsPerMillisecond));
        if (IsCut || !(isUp ? up : down).TryAdmit(now, size, out var at))
        {
            return;
        }

        takes[isUp ? 0 : 1] = (at - now) / MicrosecondsPerMillisecond;
        if (at <= now)
        {
            arrived();
            return;
        }

        var sentAfter = lossesOfAll;
        loop.At(origin + (at / MicrosecondsPerMillisecond), () =>
        {
            if (!IsCut && sentAfter == lossesOfAll)
            {
                arrived();
            }
        });
    }
}
