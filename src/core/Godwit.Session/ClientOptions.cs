using Godwit.Prediction;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>What a client session is made with.</summary>
public sealed record ClientOptions
{
    /// <summary>The program's name as the user called it; begins each notification.</summary>
    public string Name { get; init; } = "godwit";

    /// <summary>Columns of the user's terminal.</summary>
    public required int Columns { get; init; }

    /// <summary>Rows of the user's terminal.</summary>
    public required int Rows { get; init; }

    /// <summary>Introduces the client's own commands.</summary>
    public EscapeKey EscapeKey { get; init; } = EscapeKey.Default;

    /// <summary>What may follow it.</summary>
    public EscapeMenu EscapeMenu { get; init; } = EscapeMenu.Godwit;

    /// <summary>Put before the window title that the program sets; empty for none.</summary>
    public string TitlePrefix { get; init; } = "";

    /// <summary>When and how typed keys are shown before the server answers.</summary>
    public PredictionOptions Prediction { get; init; } = new();

    /// <summary>Where the server is, as the user would check it; for messages.</summary>
    public string ServerName { get; init; } = "the server";

    /// <summary>How the emulator that applies the server's diffs behaves.</summary>
    public EmulatorOptions Emulator { get; init; } = EmulatorOptions.ClientCopy;

    /// <summary>Octets of UDP payload at most.</summary>
    public int MaxDatagramSize { get; init; } = ConnectionOptions.DatagramSizeStart;

    /// <summary>Timing; null takes what we ship.</summary>
    public TransportTuning? Tuning { get; init; }

    /// <summary>What to announce to a Godwit server; null to behave like stock.</summary>
    public PeerFeatures? Features { get; init; } = Session.Features.Ours;
}
