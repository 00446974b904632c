using System.Globalization;
using Godwit.Server;

namespace Godwit.Cli;

/// <summary>What a new login is told of older sessions of the same user that nobody is coming back to.</summary>
internal static class LostNotice
{
    /// <summary>Seconds of silence after which a session counts: a machine that is moved from one desk to another has lost nothing.</summary>
    public const int SilenceMin = 3600;

    /// <summary>One line with its end; empty if there is nothing to tell.</summary>
    /// <param name="sessions">All that run.</param>
    public static string Text(IReadOnlyList<RunningSession> sessions)
    {
        SessionFacts[] lost = [.. sessions.Select(static session => session.Facts).Where(static facts => facts.Contact == SessionContact.Lost && facts.Silence >= SilenceMin)];
        return lost switch
        {
            [] => "",
            [var one] => string.Create(
                CultureInfo.InvariantCulture,
                $"godwit: session {one.Port} ({SessionTable.Printable(one.Command)}) has not heard from its client for {SessionTable.Duration(one.Silence)}; \"godwit kill {one.Port}\" ends it.\n"),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"godwit: {lost.Length} sessions have not heard from their clients for an hour and more; \"godwit ls\" shows them, \"godwit kill --lost\" ends them.\n"),
        };
    }
}
