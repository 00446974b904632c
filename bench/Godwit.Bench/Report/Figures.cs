using Godwit.Bench.Experiments;

namespace Godwit.Bench.Report;

/// <summary>All rows, in the order of the report. docs/performance.md says how each is measured.</summary>
internal static class Figures
{
    /// <summary>Larger would no longer be a small program (decimal megabytes, the stricter reading).</summary>
    private const double BinaryMegabytesMax = 8;

    // One packet more or less in the window is only a matter of when the window begins.
    private const double OneInTheWindow = 60_000.0 / IdleExperiment.WindowMilliseconds;

    public static IReadOnlyList<Figure> All { get; } =
    [
        new("server-start", "server: start until the connect line", "ms", 1.0),
        new("first-text", "client: start to first text, own server, loopback", "ms", 0.3),
        new("binary", "size of the binary", "MB", null, BinaryMegabytesMax),
        new("memory-server-idle-rss", "server, idle at 80x24: RSS", "kB", 1.0),
        new("memory-server-idle-pss", "server, idle at 80x24: PSS", "kB", 1.0),
        new("memory-client-idle-rss", "client, idle at 80x24: RSS", "kB", 1.0),
        new("memory-client-idle-pss", "client, idle at 80x24: PSS", "kB", 1.0),
        new("memory-server-used-rss", "server, after `seq 1 200000`: RSS", "kB", 1.0),
        new("memory-server-used-pss", "server, after `seq 1 200000`: PSS", "kB", 1.0),
        new("memory-client-used-rss", "client, after `seq 1 200000`: RSS", "kB", 1.0),
        new("memory-client-used-pss", "client, after `seq 1 200000`: PSS", "kB", 1.0),
        new("memory-server-floods-rss", "server, 200x60, after all floods: RSS", "kB", null),
        new("memory-server-floods-pss", "server, 200x60, after all floods: PSS", "kB", 0.8),
        new("cpu-log", "server CPU for 50 MB of plain log text", "ms", 0.15),
        new("cpu-letters", "server CPU for 4 MB of one letter a line", "ms", 0.15),
        new("cpu-unicode", "server CPU for 10 MB of CJK, emoji, combining marks", "ms", 0.15),
        new("cpu-colour", "server CPU for 20 MB of dense colour", "ms", 0.15),
        new("cpu-cursor", "server CPU for 10 MB of cursor motion", "ms", 0.15),
        new("cpu-region", "server CPU for 10 MB of scrolling in a region", "ms", 0.15),
        new("cpu-alternate", "server CPU for 10 MB of alternate screen redraws", "ms", 0.15),
        new("wall-log", "until `cat` of 50 MB of log text ends at the server", "ms", 0.5),
        new("server-log-instructions", "server: log text", "instructions/octet", 0.05, NeedsTool: true),
        new("server-letters-instructions", "server: one letter a line", "instructions/octet", 0.05, NeedsTool: true),
        new("server-unicode-instructions", "server: CJK, emoji, combining marks", "instructions/octet", 0.05, NeedsTool: true),
        new("server-colour-instructions", "server: dense colour", "instructions/octet", 0.05, NeedsTool: true),
        new("server-cursor-instructions", "server: cursor motion", "instructions/octet", 0.05, NeedsTool: true),
        new("server-region-instructions", "server: scrolling in a region", "instructions/octet", 0.05, NeedsTool: true),
        new("server-alternate-instructions", "server: alternate screen redraws", "instructions/octet", 0.05, NeedsTool: true),
        new("wire", "octets on the wire, the whole interactive script", "octets", 1.0),
        new("wire-typing", "– typing 200 characters", "octets", null),
        new("wire-vim", "– reading a file in vim", "octets", 0.8),
        new("wire-monitor", "– a system monitor for 30 s", "octets", 0.8),
        new("wire-tmux", "– an editor and a log in two panes of tmux", "octets", 0.8, NeedsTool: true),
        new("wire-idle", "– an idle prompt for 30 s", "octets", null),
        new("idle-packets", "idle: packets, both ways", "1/min", 1.0, Resolution: OneInTheWindow),
        new("idle-server-wakeups", "idle: wake-ups of the server", "1/min", 1.0, Resolution: OneInTheWindow),
        new("idle-client-wakeups", "idle: wake-ups of the client", "1/min", 1.0, Resolution: OneInTheWindow),
        new("crowd-server-private", "fifty idle sessions: private memory of a server", "kB", 0.7),
        new("crowd-server-cpu", "– its CPU time", "ms/min", 0.3),
        .. Emulator("log", "log text", 2.5, 10),
        .. Emulator("letters", "one letter a line", null, null),
        .. Emulator("unicode", "CJK, emoji, combining marks", 10, 40),
        .. Emulator("colour", "dense colour", 10, 40),
        .. Emulator("cursor", "cursor motion", 10, 40),
        .. Emulator("region", "scrolling in a region", 10, 40),
        .. Emulator("alternate", "alternate screen redraws", null, null),
        new("frame-same", "snapshot and difference, 200x60, nothing changed", "µs", null, 2),
        new("frame-same-memory", "the same: memory allocated", "octets", null, 0),
        new("frame-cell", "snapshot and difference, 200x60, one cell changed", "µs", null, 10),
        new("frame-cell-memory", "the same: memory allocated", "octets", null, 0),
        new("frame-scroll", "80x24, random text, rows 2–24 scroll by one: host octets", "octets", null, 200),
        new("outage", "echo of two keys after a quiet outage of 10 s", "ms", 0.5),
    ];

    // 2.5 ns an octet are 400 MB/s, 10 are 100 MB/s.
    private static Figure[] Emulator(string name, string title, double? timeMax, double? instructionsMax) =>
    [
        new($"emulator-{name}-time", $"emulator alone: {title}", "ns/octet", null, timeMax),
        new($"emulator-{name}-instructions", $"emulator alone: {title}", "instructions/octet", null, instructionsMax, NeedsTool: true),
    ];
}
