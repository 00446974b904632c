using System.Buffers;

namespace Godwit.Transport;

/// <summary>
/// An object that one side owns and the other side follows: the user's input (client to server) or the screen
/// (server to client). Contract: spec 03 section 1. Law: for every pair that the wire can carry,
/// <c>Apply(a, Diff(a, b))</c> equals <c>b</c>.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface ISyncState<TSelf>
    where TSelf : class, ISyncState<TSelf>
{
    /// <summary>
    /// An independent copy: later changes to either object do not show in the other. Cheap (copy on write). The sender
    /// keeps copies as numbered states, the receiver forks the base state and applies a diff to the copy.
    /// </summary>
    TSelf Fork();

    /// <summary>True if a diff between the two would be empty.</summary>
    /// <param name="other">The state to compare with.</param>
    bool ContentEquals(TSelf other);

    /// <summary>Writes the serialised message that turns <paramref name="from"/> into this state; nothing at all if they are equal.</summary>
    /// <param name="from">The state the peer is assumed to hold.</param>
    /// <param name="output">Receives the message; owned by the caller.</param>
    void WriteDiff(TSelf from, IBufferWriter<byte> output);

    /// <summary>Applies a message from the peer to this object. Never throws.</summary>
    /// <param name="diff">The message as it came from the network (authenticated, but not trusted).</param>
    /// <returns>False if the message is malformed or would break a rule; the caller then drops this object.</returns>
    bool TryApply(ReadOnlySpan<byte> diff);

    /// <summary>Releases what this object has in common with an older state that the peer acknowledged. A no-op for the screen.</summary>
    /// <param name="acknowledged">The newest state known to be held by the peer.</param>
    void DropPrefix(TSelf acknowledged);

    /// <summary>
    /// Octets of memory that this copy may hold for itself, at most; the receiver bounds the sum. 0 for an object that bounds by itself what
    /// all its copies share.
    /// </summary>
    /// <param name="newer">The copy behind it in the receiver's list: what both certainly share counts there. Null if it is the newest.</param>
    long Weight(TSelf? newer) => 0;

    /// <summary>
    /// Says, once, that nobody will look at this copy again: what it holds may be used for the next one. Need not do anything, nor need it
    /// be called.
    /// </summary>
    void Release()
    {
    }
}
