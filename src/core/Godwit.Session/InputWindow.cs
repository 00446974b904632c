namespace Godwit.Session;

/// <summary>
/// How much of a long paste may be unacknowledged. All of that travels in one instruction, and one lost datagram loses it all: on a lossy path a
/// large piece would never arrive, and it cannot be made smaller any more. So its size follows the loss that is seen; and as long as few datagrams
/// have come, that none was missing says little.
/// </summary>
internal static class InputWindow
{
    // Keys that always go out at once, behind others that are not answered yet.
    private const int KeysMax = 1024;

    // Two datagrams on any path.
    private const int SizeMin = 2048;

    // Octets in the smallest datagrams that the transport may have to fall back to, times the number of losses that one piece may meet.
    private const double LossBudget = 450 * 1.6;

    // The loss that may have gone unseen among so many datagrams is this divided by their number.
    private const double UnseenLosses = 0.5;

    /// <summary>How much may be added.</summary>
    /// <param name="held">What is unacknowledged.</param>
    /// <param name="waiting">What waits to be added.</param>
    /// <param name="loss">The share of datagrams that get lost, lately.</param>
    /// <param name="received">How many datagrams that is known from.</param>
    public static int Room(long held, long waiting, double loss, long received)
    {
        double assumed = Math.Max(loss, UnseenLosses / Math.Max(1, received));
        int most = (int)Math.Clamp(LossBudget / assumed, SizeMin, ClientSession.InputMax);

        // While a piece is on its way nothing is added to it, but for a few keys.
        return held == 0 ? most : held + waiting <= KeysMax ? KeysMax : 0;
    }
}
