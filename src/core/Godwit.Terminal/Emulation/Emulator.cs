namespace Godwit.Terminal;

/// <summary>
/// A terminal: bytes in, a <see cref="Screen"/> out. Two of a kind run in one session: the server's, fed by programs, and the client's copy,
/// fed by host bytes (spec 05). Any bytes are accepted: nothing throws, no input makes it loop beyond the screen's size, everything that
/// output can grow has a named limit.
/// </summary>
/// <remarks>
/// Three kinds of output are kept apart: state (the screen), events (bell and clipboard counters on the screen), queries
/// (<see cref="Replies"/>). Bytes go through <see cref="VtParser"/>, which knows no meaning, to the functions here, one file a family. Not
/// thread-safe. Where terminals disagree, xterm is followed; docs/terminal.md lists what is done and what is left out.
/// </remarks>
public sealed partial class Emulator
{
    private readonly EmulatorOptions options;
    private readonly VtParser parser;
    private readonly TabStops tabs;
    private readonly TitleStack titles;
    private readonly TitleStack iconNames;
    private readonly ReplyBuffer replies = new();
    private EmulatorState state;
    private Row[]? hiddenRows;

    // Null until a program saves one.
    private Dictionary<int, int>? savedModes;

    /// <summary>A terminal after reset.</summary>
    /// <param name="columns">Clamped to 1–<see cref="Screen.WidthMax"/>.</param>
    /// <param name="rows">Clamped to 1–<see cref="Screen.HeightMax"/>.</param>
    /// <param name="options">Which emulator of a session this is.</param>
    public Emulator(int columns, int rows, EmulatorOptions options)
    {
        this.options = options;
        AmbiguousIsWide = options.AmbiguousIsWide;
        parser = new VtParser();
        tabs = new TabStops();
        titles = new TitleStack();
        iconNames = new TitleStack();
        Screen = new Screen(columns, rows, new InternPool());
        linkTextLimit = LinkTextCrowdedMin;
        ResetState();
    }

    private Emulator(Emulator source)
    {
        options = source.options;
        parser = new VtParser(source.parser);
        tabs = new TabStops(source.tabs);
        titles = new TitleStack(source.titles);
        iconNames = new TitleStack(source.iconNames);
        savedModes = source.savedModes is null ? null : new Dictionary<int, int>(source.savedModes);
        Screen = source.Screen.Copy();
        state = source.state;
        state.Screen = Screen;
        hiddenRows = (Row[]?)source.hiddenRows?.Clone();
        foreach (Row row in hiddenRows.AsSpan())
        {
            row.ShareForEver();
        }

        linkTextLimit = source.linkTextLimit;
        Facts = source.Facts;
        AmbiguousIsWide = source.AmbiguousIsWide;
    }

    /// <summary>The live screen: changes with every write. Take a <see cref="Terminal.Screen.Snapshot"/> of it to keep.</summary>
    public Screen Screen { get; }

    /// <summary>What the live screen's cells refer to. A new one now and then, when the old one is crowded.</summary>
    public InternPool Pool => Screen.Pool;

    /// <summary>
    /// Answers for the program, in the order of its queries; valid until the next call. Only literals and decimal numbers of ours.
    /// </summary>
    public ReadOnlySpan<byte> Replies => replies.Written;

    /// <summary>Things that happen once, for whoever delivers them; waiting ones stay with the original when forked.</summary>
    public EventQueue Events { get; } = new();

    /// <summary>What is known of the user's real terminal; queries are answered from it.</summary>
    public TerminalFacts Facts { get; private set; } = TerminalFacts.Unknown;

    /// <summary>
    /// True while more facts are about to come: what depends on them is not answered yet, nor is anything that was asked after it. Setting
    /// it to false answers with what is known.
    /// </summary>
    public bool AwaitsFacts
    {
        get;
        set
        {
            field = value;
            if (!value)
            {
                replies.Resolve(Facts);
            }
        }
    }

    /// <summary>True while the program wants BS, not DEL, from the backarrow key (DECBKM, mode 67).</summary>
    public bool BackarrowIsBackspace => state.BackarrowIsBackspace;

    /// <summary>Takes up what the client reported. May leave a reply for a program that wants to know (mode 2031).</summary>
    public void SetFacts(TerminalFacts facts)
    {
        bool isNews = facts.ColorScheme != Facts.ColorScheme;
        Facts = facts;
        AmbiguousIsWide = facts.AmbiguousIsWide || options.AmbiguousIsWide;
        if (isNews && state.ReportsColorScheme)
        {
            ReportColorScheme();
        }
    }

    /// <summary>Forgets the replies, after they were written to the program. What comes while too many wait is dropped.</summary>
    public void ClearReplies() => replies.Clear();

    /// <summary>Feeds bytes. They may be cut anywhere, unless they are host bytes (<see cref="EmulatorOptions.HostBytes"/>).</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (options.HostBytes)
        {
            parser.Reset();
        }

        ScreenActions actions = new(this);
        parser.Advance(ref actions, bytes);
    }

    /// <summary>
    /// An independent copy, parser and all; O(height). Rows are shared until either side writes to them, the pool for as long as neither
    /// finds it crowded. Waiting replies stay with the original.
    /// </summary>
    public Emulator Fork() => new(this);
}
