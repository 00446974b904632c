using Godwit.Platform;

namespace Godwit.Bench.Systems;

/// <summary>Sessions that are measured side by side. One that fails is told and left out; the others go on.</summary>
internal static class SessionGroup
{
    private const int ShownRows = 4;

    /// <summary>Starts a session for each lane.</summary>
    public static List<LiveSession> Start(TableContext bench, IEnumerable<Lane> lanes, Func<Lane, LiveSession> start)
    {
        List<LiveSession> sessions = [];
        foreach (var lane in lanes)
        {
            try
            {
                sessions.Add(start(lane));
            }
            catch (Exception exception) when (exception is BenchException or PlatformException)
            {
                bench.Fail(lane, exception.Message);
            }
        }

        return sessions;
    }

    /// <summary>Waits until sessions show what they should.</summary>
    /// <returns>Those that do.</returns>
    public static List<LiveSession> AwaitReady(
        TableContext bench, IReadOnlyList<LiveSession> sessions, Func<LiveSession, bool> isReady, double milliseconds)
    {
        bench.Loop.RunUntil(() => sessions.All(isReady), milliseconds);
        var ready = sessions.Where(isReady).ToList();
        foreach (var late in sessions.Except(ready))
        {
            var shown = string.Join(" / ", late.Screen.State().Rows.Select(row => row.Trim()).Where(row => row.Length > 0).Take(ShownRows));
            bench.Fail(late.Lane, $"the session does not come up{(late.HasEnded ? ", the client has ended" : "")}; it shows: {shown}");
        }

        return ready;
    }
}
