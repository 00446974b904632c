using System.Globalization;

namespace Godwit.Forwarding;

/// <summary>One forwarding of this client, and how it is doing.</summary>
public sealed class ForwardState
{
    internal ForwardState(ForwardSpec spec, ushort number)
    {
        Spec = spec;
        Number = number;
    }

    /// <summary>What the user asked for.</summary>
    public ForwardSpec Spec { get; }

    /// <summary>The port that is listened on, where the system chose it; 0 before that.</summary>
    public ushort Port { get; internal set; }

    /// <summary>True while it works.</summary>
    public bool IsUp { get; internal set; }

    /// <summary>Why it does not; null if it does, or is not known yet.</summary>
    public string? Problem { get; internal set; }

    /// <summary>What it has carried.</summary>
    public ForwardTally Tally { get; } = new();

    /// <summary>How it is doing.</summary>
    public ForwardReport Report => new(
        Port != 0 && Port != Spec.Listen.Port ? string.Create(CultureInfo.InvariantCulture, $"{Spec} (port {Port})") : Spec.ToString(),
        Tally,
        Problem);

    internal ushort Number { get; }

    internal Streams.MuxStream? Control { get; set; }

    // The session cannot be without it.
    internal bool IsRequired { get; init; }

    // The user waits to hear whether it works.
    internal bool IsReported { get; set; }

    internal bool IsCancelled { get; set; }

    internal ListenerSet? Listeners { get; set; }

    internal DatagramListener? Datagrams { get; set; }
}
