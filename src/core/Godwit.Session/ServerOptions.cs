using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>What a server session is made with.</summary>
public sealed record ServerOptions
{
    /// <summary>Width of the screen until the first client says otherwise.</summary>
    public int Columns { get; init; } = 80;

    /// <summary>Height of the screen until the first client says otherwise.</summary>
    public int Rows { get; init; } = 24;

    /// <summary>How the emulator behaves.</summary>
    public EmulatorOptions Emulator { get; init; } = EmulatorOptions.Server;

    /// <summary>Milliseconds that a client may be silent at most while nothing happens (<see cref="ConnectionOptions.SilenceMax"/>).</summary>
    public int SilenceMax { get; init; } = HeartbeatPolicy.IntervalMax;

    /// <summary>Timing; null takes what we ship.</summary>
    public TransportTuning? Tuning { get; init; }

    /// <summary>What to announce to a Godwit client; null to behave like stock.</summary>
    public PeerFeatures? Features { get; init; } = Session.Features.Ours;
}
