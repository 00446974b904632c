namespace Godwit.Transport;

/// <summary>
/// Finds out whether the peer is one of ours, by the rules of spec 03 section 7.1. The decision is final for the session.
/// </summary>
internal sealed class FeatureNegotiation
{
    private readonly PeerFeatures? own;
    private readonly bool isServer;
    private bool isDecided;
    private bool isQuiet;
    private ulong? firstConfirming;

    /// <summary>Starts undecided.</summary>
    /// <param name="own">What this end can do, or null to pass for a stock program.</param>
    /// <param name="isServer">A server never speaks first.</param>
    public FeatureNegotiation(PeerFeatures? own, bool isServer)
    {
        this.own = own;
        this.isServer = isServer;
        isDecided = own is null;
        isQuiet = own is null || isServer;
    }

    /// <summary>What both ends can do; null with a stock peer, and until it is decided.</summary>
    public PeerFeatures? Agreed { get; private set; }

    /// <summary>True once it is known what the peer is.</summary>
    public bool IsDecided => isDecided;

    /// <summary>The Hello to put into the instruction being sent.</summary>
    /// <param name="newNumber">The instruction's state.</param>
    /// <param name="isNew">True if the state is sent for the first time.</param>
    public Hello? HelloFor(ulong newNumber, bool isNew)
    {
        if (isQuiet)
        {
            return null;
        }

        if (Agreed is not { } agreed)
        {
            return new Hello(own!.Value, Flags: 0);
        }

        if (isNew)
        {
            firstConfirming ??= newNumber;
        }

        return new Hello(isServer ? agreed : own!.Value, Hello.SeenYours);
    }

    /// <summary>Looks at a complete instruction of the peer.</summary>
    /// <param name="instruction">Any instruction with the right version, in any order.</param>
    /// <param name="acknowledged">The newest state of ours that the peer is known to hold, after this instruction.</param>
    public void HandleInstruction(in Instruction instruction, ulong acknowledged)
    {
        if (!isDecided && (isServer || instruction.AckNumber >= 1))
        {
            Decide(instruction.Hello);
        }

        var isConfirmed = isServer && instruction.Hello is { HasSeenOurs: true };
        if (isConfirmed || (firstConfirming is { } first && acknowledged >= first))
        {
            isQuiet = true;
        }
    }

    // A client decides on the first instruction that acknowledges a state of its own: that state carried its Hello, so a server
    // of ours would have answered it. A server decides on the first instruction there is.
    private void Decide(Hello? hello)
    {
        isDecided = true;
        isQuiet = hello is null;
        Agreed = hello is { } peer ? own!.Value.Intersect(peer.Features) : null;
    }
}
