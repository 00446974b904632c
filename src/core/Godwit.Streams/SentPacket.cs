using Godwit.Transport;

namespace Godwit.Streams;

/// <summary>A packet that was sent and asks for an acknowledgement.</summary>
internal struct SentPacket
{
    /// <summary>The datagram's sequence number.</summary>
    public ulong Number;

    /// <summary>When it was sent.</summary>
    public Instant SentAt;

    /// <summary>Octets of the datagram.</summary>
    public int Size;

    /// <summary>Octets under way with it, itself included.</summary>
    public long InFlight;

    /// <summary>Its frames, a run in <see cref="SentPackets"/>.</summary>
    public long FirstFrame;

    /// <summary>How many frames.</summary>
    public int FrameCount;

    /// <summary>False once it was acknowledged or given up.</summary>
    public bool IsOpen;
}
