using System.Buffers;
using Godwit.Display;
using Godwit.Terminal;

namespace Godwit.Sync;

/// <summary>
/// Diffs screens for one peer: the frame writer, the buffer that a frame is written to first because its length goes in front
/// of it, and what the peer understands. Shared by all states of one connection; not for two threads.
/// </summary>
public sealed class FrameDiffer
{
    /// <summary>
    /// A frame beyond this takes too long on any link, and an instruction holds 4 MiB. Only hyperlinks on many cells, or a million
    /// cells in different colours, make one: the peer then goes without links and with 256 colours, for the rest of the session.
    /// </summary>
    private const int FrameMax = 2 * 1024 * 1024;

    private readonly FrameWriter frames = new();
    private readonly ArrayBufferWriter<byte> frame = new(4096);

    /// <summary>What the peer's emulator understands; the stock client's until negotiation says more.</summary>
    public DisplayCapabilities Peer { get; set; } = DisplayCapabilities.StockPeer;

    /// <summary>The bytes that turn <paramref name="shown"/> into <paramref name="wanted"/>; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Diff(Screen shown, Screen wanted)
    {
        frame.ResetWrittenCount();
        frames.Write(shown, wanted, Peer, frame);
        if (frame.WrittenCount > FrameMax && (Peer.Hyperlinks || Peer.Colors == ColorDepth.Rgb))
        {
            Peer = Peer with { Hyperlinks = false, Colors = ColorDepth.Indexed256 };
            frame.Clear();
            frames.Write(null, wanted, Peer, frame);
        }

        return frame.WrittenSpan;
    }
}
