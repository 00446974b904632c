using System.Diagnostics;

namespace Godwit.Transport;

/// <summary>Cuts compressed instructions into slices that fit a datagram (spec 02 section 5). Each instruction gets a new group.</summary>
internal sealed class Fragmenter
{
    private ulong group;
    private int position;
    private int index;
    private int sliceLength;
    private bool isWhole;

    /// <summary>The instruction to fill before <see cref="Begin"/>; owned by this object, valid until its last slice was taken.</summary>
    public ReusableBuffer Message { get; } = new();

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

        group++;
        position = 0;
        index = 0;
        sliceLength = maxSliceLength;
        isWhole = false;
        HasMore = true;
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

        var length = Math.Min(sliceLength, Message.Length - position);
        HasMore = position + length < Message.Length;
        new FragmentHeader(group, index++, !HasMore).Write(body);
        Message.Written.Slice(position, length).CopyTo(body[FragmentHeader.Length..]);
        position += length;
        return FragmentHeader.Length + length;
    }

    /// <summary>Gives up the rest of the current instruction.</summary>
    public void Abort() => HasMore = false;
}
