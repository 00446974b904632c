using Godwit.Conformance.Laws;
using Godwit.Display;
using Godwit.Session;
using Godwit.Simulation.Harness;

namespace Godwit.Simulation.Laws;

/// <summary>The client's screen equals the server's, less what a stock end cannot show.</summary>
internal static class ScreenLaw
{
    /// <summary>What two ends can show each other.</summary>
    public static DisplayCapabilities Compared(Pairing pairing) => pairing.Agreed.Capabilities();

    /// <returns>Null, or the first difference.</returns>
    public static string? Difference(SimulatedSession session)
    {
        var shown = session.Client.Connection.Remote.Screen;
        string? difference = PeerCopy.Difference(session.Server.Screen, shown, Compared(session.Pairing));

        // What is drawn ahead of the server has to go when all is answered.
        difference ??= session.Client.DrawsAhead(session.ClientNow) ? "something is drawn ahead of the server" : null;

        // In frames many bells are one.
        bool countsBells = session.Pairing.Agreed.Has(Features.Events);
        return difference ?? (countsBells && shown.BellCount != session.Server.Screen.BellCount
            ? $"{shown.BellCount} bells of {session.Server.Screen.BellCount}"
            : null);
    }
}
