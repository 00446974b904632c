using Godwit.Bench.Judging;
using Godwit.Bench.Meters;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Forwarding;

/// <summary>One session and the person who types in it, perhaps beside a transfer.</summary>
internal sealed class InteractiveSeat : IDisposable
{
    // The first keys find caches cold.
    private const int UncountedKeys = 5;

    private readonly List<(double At, double UpTakes, double DownTakes)> typed = [];
    private ForwardedTransfer? transfer;
    private SshForwarder? forwarder;
    private (double Time, long Octets) began;
    private double megabits;

    public InteractiveSeat(TableContext bench, LiveSession session, Script script, bool isLoaded)
    {
        Session = session;
        IsLoaded = isLoaded;
        Typist = new(bench.Loop, session, script)
        {
            Typed = (_, now) => typed.Add((now, session.Route.Link.UpTakes, session.Route.Link.DownTakes)),
        };
    }

    public LiveSession Session { get; }

    public string System => Session.Lane.System.Name;

    /// <summary>Whether there is to be a transfer.</summary>
    public bool IsLoaded { get; }

    public Typist Typist { get; }

    /// <summary>True if the transfer, where there is to be one, has begun.</summary>
    public bool IsCarrying => !IsLoaded || transfer is { Octets: > 0 };

    /// <summary>The session forwards no ports: an ssh beside it has to.</summary>
    public static bool NeedsForwarder(Contender system) => system.Name == Contender.Baseline;

    /// <summary>Begins the transfer, where there is to be one.</summary>
    public void BeginTransfer(TableContext bench, BulkDirection direction)
    {
        if (IsLoaded)
        {
            forwarder = NeedsForwarder(Session.Lane.System) ? SshForwarder.Start(bench, Session) : null;
            transfer = new(Session.Route, direction);
        }
    }

    /// <summary>Begins to type.</summary>
    public void Begin()
    {
        began = (Clock.Now, transfer?.Octets ?? 0);
        Typist.Begin();
    }

    /// <summary>The last key has been typed; what the transfer has carried meanwhile is noted.</summary>
    public void EndTransfer() => megabits = DeepLink.Megabits((transfer?.Octets ?? 0) - began.Octets, Clock.Now - began.Time);

    /// <summary>The end.</summary>
    /// <returns>The judged keys, and Mbit/s of the transfer.</returns>
    public (IReadOnlyList<TimedKey> Keys, double Megabits) Finish() =>
        ([.. Typist.Finish().Keys.Where(key => key.Key >= UncountedKeys).Select(key => Timed(key, typed[key.Key]))], megabits);

    public void Dispose()
    {
        transfer?.Dispose();
        forwarder?.Dispose();
    }

    private static TimedKey Timed(KeyLatency key, (double At, double UpTakes, double DownTakes) moment) =>
        new(key.Milliseconds, key.WasSeen, moment.At, moment.UpTakes, moment.DownTakes);
}
