using Godwit.Display;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>What two Godwits can do beyond stock (spec 03 section 7); the bits of <see cref="PeerFeatures"/>. Each stands alone.</summary>
public static class Features
{
    /// <summary>The server tells how the command ended.</summary>
    public const ulong ExitStatus = 1 << 0;

    /// <summary>Frames may use all that a Godwit's emulator knows of cells and modes, not only what stock's does.</summary>
    public const ulong ExtendedScreen = 1 << 1;

    /// <summary>Bells, clipboard texts and notifications travel beside the frames, each once.</summary>
    public const ulong Events = 1 << 2;

    /// <summary>The client tells what it knows of the user's terminal.</summary>
    public const ulong Facts = 1 << 3;

    /// <summary>Frames also hold colours, working directory, progress, keyboard modes, row marks, which screen shows, and text whose width is told (OSC 66).</summary>
    public const ulong HostState = 1 << 4;

    /// <summary>Instructions are packed and compressed against those before; the transport's own affair.</summary>
    public const ulong Packed = PeerFeatures.Packed;

    /// <summary>Probes, further addresses of the server, and longer silences; the transport's own affair.</summary>
    public const ulong Paths = PeerFeatures.Paths;

    /// <summary>Packed instructions tell of loss; the transport's own affair.</summary>
    public const ulong LossReport = PeerFeatures.LossReport;

    /// <summary>The server tells what it knows of the program that reads the keys (<see cref="Sync.ProgramState"/>).</summary>
    public const ulong Program = 1 << 8;

    /// <summary>Streams in the session's datagrams: forwarding, and commands without a terminal.</summary>
    public const ulong Streams = PeerFeatures.Streams;

    /// <summary>What this version announces.</summary>
    public static PeerFeatures Ours => new(Level: 1, ExitStatus | ExtendedScreen | Events | Facts | HostState | Packed | Paths | LossReport | Program | Streams, UnicodeTables.VersionNumber);

    private static readonly (ulong Bit, string Name)[] Names =
    [
        (ExitStatus, "exit status"),
        (ExtendedScreen, "extended screen"),
        (Events, "clipboard and notifications"),
        (Facts, "terminal facts"),
        (HostState, "host state"),
        (Packed, "packed frames"),
        (Paths, "path changes"),
        (LossReport, "loss reports"),
        (Program, "program state"),
        (Streams, "forwarding"),
    ];

    /// <summary>What this end has and the other one lacks, by names for people.</summary>
    /// <param name="own">What this end announced.</param>
    /// <param name="agreed">What both have; null for a stock peer, which has none.</param>
    public static IReadOnlyList<string> Missing(PeerFeatures? own, PeerFeatures? agreed) =>
        [.. Names.Where(one => own.Has(one.Bit) && !agreed.Has(one.Bit)).Select(one => one.Name)];

    /// <summary>True if both ends have a feature.</summary>
    public static bool Has(this PeerFeatures? agreed, ulong feature) => agreed is { } features && (features.Bits & feature) != 0;

    /// <summary>What frames for this client may hold.</summary>
    internal static DisplayCapabilities Capabilities(this PeerFeatures? agreed)
    {
        bool knowsState = agreed.Has(HostState);
        DisplayCapabilities peer = agreed.Has(ExtendedScreen) ? DisplayCapabilities.GodwitPeer : DisplayCapabilities.StockPeer;
        return peer with
        {
            DynamicColors = knowsState,
            WorkingDirectory = knowsState,
            Progress = knowsState,
            KittyKeyboard = knowsState,
            ModifyOtherKeys = knowsState,
            HostState = knowsState,
            SizedText = knowsState,
            Events = agreed.Has(Events),
            SharedWidths = agreed is { Tables: not 0 } && agreed.Has(ExtendedScreen),
        };
    }
}
