using Godwit.Transport;

namespace Godwit.Streams;

/// <summary>Spreads packets over the round trip, so that they do not make a queue by coming all at once (RFC 9002 section 7.7).</summary>
internal sealed class Pacer
{
    // Shorter round trips are beyond the clock; there the window alone decides.
    private const double RttMin = 2;

    // A turn of the loop may come this late.
    private const double BurstMs = 2;

    private const double Gain = 1.1;
    private const double SearchGain = 2;

    private double rate;
    private double allowance;
    private double burst;
    private Instant last;

    /// <summary>Sets the rate: the window in a round trip and a little more, so that the window decides.</summary>
    public void Update(Instant now, double window, double roundTrip, bool isSearching, int packetSize)
    {
        double before = rate;
        rate = roundTrip < RttMin ? 0 : (isSearching ? SearchGain : Gain) * window / roundTrip;
        double late = rate * BurstMs;
        burst = Math.Max(packetSize + Math.Min(packetSize, late), late);
        allowance = before == 0 ? burst : Math.Min(burst, allowance + (before * Math.Max(0, now - last)));
        last = now;
    }

    /// <summary>When a packet may leave.</summary>
    public Instant ReadyAt(int size) => rate == 0 || allowance >= size ? last : last + (long)Math.Ceiling((size - allowance) / rate);

    /// <summary>A packet leaves.</summary>
    public void NoteSent(int size) => allowance = rate == 0 ? 0 : allowance - size;
}
