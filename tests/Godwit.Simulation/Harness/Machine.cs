using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <summary>The machine that one end runs on: its clock, which may differ from the world's, and the times at which the process does not run.</summary>
internal sealed class Machine
{
    private long offset;

    /// <summary>Until when the process does not run, in the world's time.</summary>
    public Instant StoppedUntil { get; private set; } = new(long.MinValue / 2);

    /// <summary>True if the machine hears nothing while the process does not run: it is off, not only busy.</summary>
    public bool IsDeaf { get; private set; }

    /// <summary>What its clock says.</summary>
    public Instant At(Instant world) => world + offset;

    /// <summary>The world's time at which its clock will say so.</summary>
    public Instant InWorld(Instant own) => Instant.Max(own + -offset, StoppedUntil);

    /// <summary>True if the process runs.</summary>
    public bool Runs(Instant world) => world >= StoppedUntil;

    /// <summary>Its clock is put forward; a monotonic clock never goes back.</summary>
    public void Jump(long milliseconds) => offset += milliseconds;

    /// <summary>The process does not run for a time: it is stopped, or nobody gives it a processor. Datagrams wait in the socket.</summary>
    public void Pause(Instant world, long milliseconds) => Stop(world, milliseconds, isDeaf: false);

    /// <summary>The machine sleeps; its clock goes on.</summary>
    public void Suspend(Instant world, long milliseconds) => Stop(world, milliseconds, isDeaf: true);

    /// <summary>The machine is frozen as a whole, clock and all, as virtual machines are.</summary>
    public void Freeze(Instant world, long milliseconds)
    {
        // From when it would run on: a machine that sleeps is not frozen as well.
        Instant begin = Instant.Max(world, StoppedUntil);
        Stop(world, milliseconds, isDeaf: true);
        offset -= StoppedUntil - begin;
    }

    private void Stop(Instant world, long milliseconds, bool isDeaf)
    {
        StoppedUntil = Instant.Max(StoppedUntil, world + milliseconds);
        IsDeaf = isDeaf;
    }
}
