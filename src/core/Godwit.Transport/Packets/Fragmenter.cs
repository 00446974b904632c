using System.Diagnostics;

namespace Godwit.Transport;

/// <summary>
/// Cuts compressed instructions into slices that fit a datagram (spec 02 section 5). Each instruction gets a new group, unless it is the one before once
/// more, octet by octet.
/// </summary>
internal sealed class Fragmenter
{
    private ReusableBuffer cut = new();
    private int position;
    private int index;
    private int sliceLength;
    private bool isWhole;

    /// <summary>The instruction to fill before <see cref="Begin"/> or <see cref="BeginWhole"/>; owned by this object, another one after each of them.</summary>
    public ReusableBuffer Message { get; private set; } = new();

    /// <summary>The instruction that was cut last.</summary>
    public ReadOnlySpan<byte> Cut => cut.Written;

    /// <summary>Its number on the wire; 0 if there was none yet.</summary>
    public ulong Group { get; private set; }

    /// <summary>Octets of the instruction that is handed out.</summary>
    public int Length => isWhole ? Message.Length : cut.Length;

    /// <summary>True while slices are left.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Starts handing out the content of <see cref="Message"/>.</summary>
    /// <param name="maxSliceLength">Octets of a slice at most, without its header.</param>
    /// <returns>False if the message needs more slices than the wire can number.</returns>
    public bool Begin(int maxSliceLength)
    {
        Debug.Assert(Message.Length > 0, "a zlib stream is never empty");
        if (Message.Length > (long)maxSliceLength * (FragmentHeader.IndexMax + 1))
        {
            return false;
        }

        Group++;
        (Message, cut) = (cut, Message);
        sliceLength = maxSliceLength;
        Restart();
        return true;
    }

    /// <summary>Starts handing out <see cref="Cut"/> again, in the same group: the peer keeps the slices of it that it has.</summary>
    /// <param name="maxSliceLength">As for <see cref="Begin"/>.</param>
    /// <returns>False if that is another length than before.</returns>
    public bool TryRepeat(int maxSliceLength)
    {
        if (Group == 0 || maxSliceLength != sliceLength)
        {
            return false;
        }

        Restart();
        return true;
    }

    /// <summary>Starts handing out the content of <see cref="Message"/> in one piece without a header.</summary>
    public void BeginWhole()
    {
        isWhole = true;
        HasMore = true;
    }

    /// <summary>Writes the next slice with its header.</summary>
    /// <param name="body">Has room for a full slice and its header.</param>
    /// <returns>Octets written.</returns>
    public int Next(Span<byte> body)
    {
        Debug.Assert(HasMore, "ask HasMore first");
        if (isWhole)
        {
            HasMore = false;
            Message.Written.CopyTo(body);
            return Message.Length;
        }

        var length = Math.Min(sliceLength, cut.Length - position);
        HasMore = position + length < cut.Length;
        new FragmentHeader(Group, index++, !HasMore).Write(body);
        cut.Written.Slice(position, length).CopyTo(body[FragmentHeader.Length..]);
        position += length;
        return FragmentHeader.Length + length;
    }

    /// <summary>Gives up the rest of the current instruction.</summary>
    public void Abort() => HasMore = false;

    private void Restart()
    {
        position = 0;
        index = 0;
        isWhole = false;
        HasMore = true;
    }
}
