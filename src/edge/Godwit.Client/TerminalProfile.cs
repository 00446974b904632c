using Godwit.Display;
using Godwit.Terminal;

namespace Godwit.Client;

/// <summary>
/// What the user's terminal can do, and the byte strings around a session on it (spec 06 section 10): what its entry and its name say,
/// and what it has said itself so far.
/// </summary>
internal sealed record TerminalProfile
{
    private const int ManyColors = 256;

    // Stock's list, and the terminals that have come since.
    private static readonly string[] TitleTerminals =
        ["xterm", "rxvt", "kterm", "Eterm", "alacritty", "screen", "tmux", "foot", "st-", "wezterm", "ghostty", "konsole", "gnome", "vte", "contour"];

    // xterm's title stack: push before the session, pop after it. Some terminals' own start string does it already.
    private static readonly byte[] PushTitle = "\e[22;0t"u8.ToArray();
    private static readonly byte[] PopTitle = "\e[23;0t"u8.ToArray();

    /// <summary>What frames are drawn with.</summary>
    public required DisplayCapabilities Capabilities { get; init; }

    /// <summary>Before the first frame.</summary>
    public required ReadOnlyMemory<byte> Start { get; init; }

    /// <summary>After the last frame.</summary>
    public required ReadOnlyMemory<byte> End { get; init; }

    /// <summary>What may be asked.</summary>
    public ProbeLevel Questions { get; init; }

    /// <summary>How the terminal notifies its user.</summary>
    public NotificationForm Notifications { get; init; }

    /// <summary>The user lets programs read the clipboard.</summary>
    public bool MayReadClipboard { get; init; }

    /// <summary>Mode 2031 is known: the terminal says when it becomes dark or light.</summary>
    public bool SchemeReports { get; init; }

    /// <summary>Puts what terminfo says together with what every terminal of a kind is known to do, and with what this one said.</summary>
    /// <param name="entry">The terminal's entry.</param>
    /// <param name="settings">Names the terminal, and whether its alternate screen is wanted.</param>
    /// <param name="answers">What it has said so far.</param>
    public static TerminalProfile Of(TerminfoEntry entry, ClientSettings settings, TerminalAnswers answers)
    {
        bool hasTitle = Array.Exists(TitleTerminals, name => settings.Term.StartsWith(name, StringComparison.Ordinal));
        TerminalIdentity identity = TerminalIdentity.Of(answers.Version, settings.Term);
        ReadOnlyMemory<byte> start = settings.UsesAlternateScreen ? entry.EnterAlternateScreen : default;
        ReadOnlyMemory<byte> end = settings.UsesAlternateScreen ? entry.ExitAlternateScreen : default;
        bool savesTitle = hasTitle && !start.Span.EndsWith("t"u8);
        return new TerminalProfile
        {
            Capabilities = CapabilitiesOf(entry, settings, answers, identity) with { Title = hasTitle },
            Start = savesTitle ? (byte[])[.. start.Span, .. PushTitle] : start,
            End = savesTitle ? (byte[])[.. PopTitle, .. end.Span] : end,
            Questions = ProbeQueries.LevelOf(settings.Term, settings.TermProgram),
            Notifications = identity.Notifications,
            MayReadClipboard = settings.MayReadClipboard,
            SchemeReports = answers.SchemeReports,
        };
    }

    /// <summary>What the server is told, so that it can answer programs at once.</summary>
    /// <param name="settings">Says what the user allows.</param>
    /// <param name="answers">What the terminal has said.</param>
    /// <param name="columns">The window's width in cells.</param>
    /// <param name="rows">Its height.</param>
    public static TerminalFacts FactsOf(ClientSettings settings, TerminalAnswers answers, int columns, int rows)
    {
        (int width, int height) = answers.Cell;
        if (width == 0 && answers.Window.Width > 0)
        {
            (width, height) = (answers.Window.Width / columns, answers.Window.Height / rows);
        }

        return new TerminalFacts
        {
            Foreground = answers.Foreground,
            Background = answers.Background,
            Cursor = answers.Cursor,
            ColorScheme = answers.Scheme != ColorScheme.Unknown ? answers.Scheme : SchemeOf(answers.Background),
            CellWidth = width,
            CellHeight = height,
            KittyKeyboard = answers.KittyKeyboard,
            ClipboardRead = settings.MayReadClipboard,
            AmbiguousIsWide = settings.AmbiguousIsWide,
        };
    }

    private static DisplayCapabilities CapabilitiesOf(
        TerminfoEntry entry, ClientSettings settings, TerminalAnswers answers, TerminalIdentity identity)
    {
        bool isModern = entry.Colors >= ManyColors;
        bool hasStrings = isModern || ProbeQueries.LevelOf(settings.Term, settings.TermProgram) != ProbeLevel.None;
        return new DisplayCapabilities
        {
            EraseCharacter = entry.CanEraseCells,
            BackColorErase = entry.BackColorErase,
            ClipboardLengthMax = hasStrings ? identity.ClipboardLengthMax : 0,
            AbsoluteMoves = entry.HasAbsoluteMoves,
            ScrollRegion = entry.HasScrollRegion,
            ScrollLines = entry.CanScrollLines,
            InsertDeleteLine = entry.CanInsertLines,
            CursorVisibility = entry.CanHideCursor,
            AttributeEnds = entry.CanEndAttributes,
            InputModes = entry.HasMouse,
            Colors = DepthOf(entry.Colors, settings.HasTrueColor(entry) || identity.TrueColor || answers.TrueColor),
            Italic = entry.HasItalic,
            Faint = entry.HasFaint,
            Strikethrough = entry.HasStrikethrough || isModern,
            Overline = identity.Overline,
            UnderlineKinds = entry.HasUnderlineKinds || identity.UnderlineKinds || answers.UnderlineKinds,
            UnderlineColor = entry.HasUnderlineColor || identity.UnderlineKinds,
            Hyperlinks = identity.Hyperlinks,
            CursorShape = entry.HasCursorShapes || isModern,
            AlternateScroll = isModern,
            MousePixels = answers.MousePixels,
            SynchronizedOutput = answers.SynchronizedOutput,
            DynamicColors = identity.DynamicColors,
            WorkingDirectory = identity.WorkingDirectory,
            Progress = identity.Progress,
            KittyKeyboard = answers.KittyKeyboard,
            ModifyOtherKeys = identity.ModifyOtherKeys,
            DrawsImmediately = true,
        };
    }

    /// <summary>24-bit colours only where something says so: a terminal that lacks them shows quite other colours.</summary>
    private static ColorDepth DepthOf(int colors, bool hasTrueColor) => colors switch
    {
        >= 8 when hasTrueColor => ColorDepth.Rgb,
        >= ManyColors => ColorDepth.Indexed256,
        >= 16 => ColorDepth.Ansi16,
        >= 8 => ColorDepth.Ansi8,
        _ => ColorDepth.Monochrome,
    };

    // The weights of the eye (ITU-R BT.601), and the middle.
    private static ColorScheme SchemeOf(Color background) => background.IsDefault ? ColorScheme.Unknown
        : (299 * background.Red) + (587 * background.Green) + (114 * background.Blue) < 127_500 ? ColorScheme.Dark
        : ColorScheme.Light;
}
