using Godwit.Transport;

namespace Godwit.Streams;

/// <content>What the path is like: how fast, and how even.</content>
internal sealed partial class CongestionController
{
    // Of the mean step from one sample to the next, which an even queue does not make.
    private const int NoiseSamples = 16;
    private const double NoiseShare = 0.85;
    private const double SlackMax = 25;

    // A packet is to take so many milliseconds on the path at most; with fewer octets than these, headers take too much of it.
    private const double PacketMs = 10;
    private const int PacketSizeMin = 488;
    private const double RateGain = 0.25;

    private double sampleBefore = -1;
    private double noise;
    private Instant roundSince = Instant.Never;
    private double roundRate;
    private double rate;
    private double rateNow;
    private double rateBefore;

    /// <summary>Octets of a datagram: fewer where a full one would take so long that a key had to wait for it.</summary>
    public int PacketSize { get; private set; } = packetSize;

    // What the path was seen to bring, octets in a millisecond.
    private double RateMax => Math.Max(rateNow, rateBefore);

    // What chance adds to the shortest sample of a round.
    private double Slack => Math.Min(SlackMax, NoiseShare * noise);

    // On a slow path one packet alone is a longer queue than the aim, and without one in the queue the path is not full.
    private double Target => Math.Max(Aim, RateMax > 0 ? PacketSize / RateMax : 0) + Slack;

    private double TooMuch => Target + (QueueMax - Aim);

    private double WindowMin => MinPackets * PacketSize;

    private void NoteNoise(double sample)
    {
        noise += sampleBefore < 0 ? 0 : (Math.Abs(sample - sampleBefore) - noise) / NoiseSamples;
        sampleBefore = sample;
    }

    // A round that was not limited tells nothing of the path but that it brings so much at least.
    private void NoteRate(Instant now)
    {
        roundRate = roundSince == Instant.Never ? 0 : roundArrived / Math.Max(1, now - roundSince);
        roundSince = now;
        if (roundRate > rate || isLimited)
        {
            rate += (roundRate - rate) * (rate > 0 ? RateGain : 1);
            rateNow = Math.Max(rateNow, rate);
            PacketSize = RateMax > 0 && !IsSearching ? (int)Math.Clamp(RateMax * PacketMs, Math.Min(PacketSizeMin, fullSize), fullSize) : fullSize;
        }
    }
}
