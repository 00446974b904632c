using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Godwit.Crypto;
using Godwit.Prediction;
using Godwit.Streams;
using Godwit.Sync;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// The client's end of a session. Owns no socket, terminal or clock. Each turn the edge feeds what arrived
/// (<see cref="HandleDatagram"/>, <see cref="HandleInput"/>, <see cref="HandleResize"/>), calls <see cref="Update"/>, then
/// <see cref="TryTransmit"/> until it returns false, and draws <see cref="Render"/>.
/// </summary>
public sealed partial class ClientSession : IDisposable
{
    /// <summary>How long the client waits for the server's first word before it says what it waits for.</summary>
    public const long ConnectNoticeMs = 250;

    /// <summary>How long until the notice also says what to check.</summary>
    public const long ConnectHintMs = 4000;

    /// <summary>How long the client waits for the server's first word at all (spec 02 section 13).</summary>
    public const long ConnectMax = 15_000;

    /// <summary>
    /// Unacknowledged input beyond which the edge stops reading the user's terminal: the terminal keeps a long paste, and the
    /// client's memory and its datagrams stay bounded.
    /// </summary>
    public const int InputMax = 128 * 1024;

    /// <summary>
    /// Typed octets that wait until there is room among the unacknowledged ones. The terminal is read up to here, so that the
    /// escape key and Ctrl-C work behind a long paste that the other side does not take: larger ones are not made by hand.
    /// </summary>
    public const int WaitingMax = 16 * 1024 * 1024;

    /// <summary>How long the client says what it has done.</summary>
    private const long NoticeMs = 5000;

    private readonly ClientOptions options;
    private readonly SessionStreams<UserInputState, ScreenState> streams;
    private readonly EscapeKeyFilter filter;
    private readonly NotificationBar bar;
    private readonly BarPainter painter = new();
    private readonly ArrayBufferWriter<byte> forServer = new();
    private readonly Instant start;
    private readonly EventInbox inbox = new();
    private readonly PredictionEngine prediction;
    private ScreenOverlay? latestOverlay;
    private ScreenOverlay? spareOverlay;
    private TerminalFacts reported = TerminalFacts.Unknown;
    private TerminalFacts facts = TerminalFacts.Unknown;
    private bool showsEscapeHelp;
    private bool showsConnecting;

    /// <summary>A session that will send its first datagram at once.</summary>
    /// <param name="key">The session's key; used here only.</param>
    /// <param name="options">Terminal and limits.</param>
    /// <param name="chaffSeed"><see cref="ConnectionOptions.ChaffSeedLength"/> octets from the system's generator.</param>
    /// <param name="now">The time of this turn.</param>
    public ClientSession(SessionKey key, ClientOptions options, ReadOnlyMemory<byte> chaffSeed, Instant now)
    {
        this.options = options;
        start = now;
        filter = new EscapeKeyFilter(options.EscapeKey, options.EscapeMenu);
        bar = new NotificationBar(options.Name, options.EscapeKey, now);
        prompt = new CommandPrompt(options.Name);
        prediction = new PredictionEngine(options.Prediction);
        var connection = new ConnectionOptions
        {
            Sending = Direction.ToServer,
            ChaffSeed = chaffSeed,
            MaxDatagramSize = options.MaxDatagramSize,
            Tuning = options.Tuning,
            Features = options.Features,
        };
        var emulator = new Emulator(options.Columns, options.Rows, options.Emulator);
        Connection = new(key, connection, now, new UserInputState(), ScreenState.ForClient(emulator, inbox));
        streams = new(Connection, isServer: false);
        HandleResize(options.Columns, options.Rows);
    }

    /// <summary>The transport.</summary>
    public Connection<UserInputState, ScreenState> Connection { get; }

    /// <summary>Forwarding and the like; null until the server is known to have it, and with one that has not.</summary>
    public StreamMux? Streams => streams.Mux;

    /// <summary>True once either end has begun to use <see cref="Streams"/>.</summary>
    public bool UsesStreams => streams.IsUsed;

    /// <summary>What came of the predicted keys.</summary>
    public PredictionLedger Ledger => prediction.Ledger;

    /// <summary>True once the server has said anything.</summary>
    public bool IsConnected => Connection.RemoteNumber > 0;

    /// <summary>True once the end of the session was asked for on this side.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>True while more input may be read from the user's terminal.</summary>
    public bool AcceptsInput => IsClosing || waiting.Length < WaitingMax;

    /// <summary>True if something that the user typed has not reached the server.</summary>
    public bool HasUnsentInput => waiting.Length > 0 || Connection.Local.Held > 0;

    /// <summary>How the remote command ended, 0–255; null if unknown.</summary>
    public int? ExitStatus => Connection.Remote.ExitStatus;

    /// <summary>True while <see cref="Render"/> shows keys that the server's screen does not.</summary>
    internal bool DrawsAhead(Instant now) => prediction.HasSomethingToShow(now.Milliseconds);

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    /// <summary>True when the session is over.</summary>
    public bool IsFinished(Instant now) => Connection.IsFinished(now);

    /// <summary>Feeds a datagram from the network.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="ecn">The congestion mark it carried.</param>
    /// <param name="datagram">Decrypted in place.</param>
    public DatagramOutcome HandleDatagram(Instant now, Ecn ecn, Span<byte> datagram)
    {
        DatagramOutcome outcome = Connection.HandleDatagram(now, ecn, datagram);
        streams.Handle(now, outcome, datagram);
        if (outcome.HasFlag(DatagramOutcome.Newest))
        {
            bar.ClearNetworkError(now);
        }

        if (outcome.HasFlag(DatagramOutcome.StateAdvanced))
        {
            answers.NoteAnswered(now, Connection.Remote.EchoAck);
            // Each frame for itself: predictions are judged by what the server sent, never by what was drawn over it.
            ScreenState remote = Connection.Remote;
            prediction.HandleFrame(now.Milliseconds, remote.Screen, remote.EchoAck, TruthOf(remote.Program));
        }

        if (outcome.HasFlag(DatagramOutcome.StateAdvanced) && inbox.IsReceiving)
        {
            // The rest of a long text waits for this; an acknowledgement that waits for a ride would double its time.
            Connection.AcknowledgeNow(now);
        }

        return outcome;
    }

    /// <summary>Feeds what the user typed, up to and including the first command to the client itself.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="typed">Octets from the user's terminal.</param>
    /// <param name="consumed">How much was taken; the caller goes on with the rest after acting on the command.</param>
    /// <returns>
    /// What the user told the client. <see cref="ClientCommand.Quit"/>, <see cref="ClientCommand.Help"/> and
    /// <see cref="ClientCommand.CommandLine"/> have been acted upon already.
    /// </returns>
    public ClientCommand HandleInput(Instant now, ReadOnlySpan<byte> typed, out int consumed)
    {
        if (IsClosing)
        {
            consumed = typed.Length;
            return ClientCommand.None;
        }

        if (prompt.IsOpen)
        {
            consumed = prompt.Feed(now, typed);
            return ClientCommand.None;
        }

        panel = [];
        forServer.ResetWrittenCount();
        ClientCommand command = filter.Filter(typed, forServer, out consumed);
        waiting.Append(forServer.WrittenSpan);
        prediction.HandleKeys(now.Milliseconds, forServer.WrittenSpan, Connection.SentNumber + 1);
        forServer.Clear();
        PassOn(now);
        ShowEscapeHelp();
        if (command == ClientCommand.Quit)
        {
            BeginShutdown(now, "Exiting on user request...");
        }
        else if (command == ClientCommand.Help)
        {
            ShowHelp(now);
        }
        else if (command == ClientCommand.CommandLine)
        {
            prompt.Open();
        }

        return command;
    }

    /// <summary>
    /// What is known of the user's terminal: told to the server as soon as it is known to be one of ours, and again when it changes.
    /// </summary>
    public void ReportFacts(TerminalFacts known)
    {
        facts = known;
        PassFactsOn();
    }

    /// <summary>
    /// Takes the next thing that happened at the server and is not part of the screen: each once, in order. To be asked in each turn, and
    /// once more when the session has ended. Bells are not among them: they count on the screen.
    /// </summary>
    public bool TryTakeEvent([NotNullWhen(true)] out TerminalEvent? taken) => inbox.TryTake(out taken);

    /// <summary>The user's window has a new size.</summary>
    /// <param name="columns">At least 1.</param>
    /// <param name="rows">At least 1.</param>
    public void HandleResize(int columns, int rows)
    {
        if (!IsClosing)
        {
            Connection.Local.AppendResize(columns, rows);
            Connection.MarkLocalChanged();
            prediction.Forget();
        }
    }

    /// <summary>Shows why a datagram could not be sent or received.</summary>
    public void HandleNetworkError(Instant now, string text) => bar.ShowNetworkError(now, text);

    /// <summary>Ends the session: the server is told, and given time to answer.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="reason">Shown to the user until the end.</param>
    public void BeginShutdown(Instant now, string reason)
    {
        if (!IsClosing)
        {
            IsClosing = true;
            prompt.Close();
            question = null;
            bar.ShowPermanently(reason, withQuitHint: false);
            Connection.BeginShutdown(now);
        }
    }

    /// <summary>Once a turn, after all input: timers of the session and what the bar says.</summary>
    public void Update(Instant now)
    {
        PassFactsOn();
        PassOn(now);
        prompt.Update(now);
        prediction.Update(now.Milliseconds, Connection.Rtt.Smoothed);
        if (IsConnected)
        {
            bar.SetContact(Connection.LastRemoteStateAt, Connection.LastRoundTripAt ?? start, Connection.AwaitingSince);
            if (showsConnecting)
            {
                showsConnecting = false;
                bar.Clear();
            }

            if (!IsClosing && Connection.Phase(now) == ConnectionPhase.PeerClosing)
            {
                bar.ShowPermanently(ExitStatus is { } status ? $"The session has ended with status {status}." : "The session has ended.", withQuitHint: false);
            }
        }
        else if (!IsClosing)
        {
            UpdateConnecting(now);
        }
    }

    /// <summary>Writes the next datagram that is due.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="datagram">At least <see cref="DatagramCipher.MaxDatagramLength"/> octets.</param>
    /// <param name="length">Its length.</param>
    public bool TryTransmit(Instant now, Span<byte> datagram, out int length) =>
        Connection.TryTransmit(now, datagram, out length) || streams.TryTransmit(now, datagram, out length);

    /// <summary>
    /// What the user's terminal should show: the server's truth, with predictions and the bar over it. It stays as it is until the second call after this one.
    /// </summary>
    public Screen Render(Instant now)
    {
        Screen truth = Connection.Remote.Screen;
        ReadOnlySpan<string> lines = OverlayLines(now);
        bool isPrefixed = options.TitlePrefix.Length > 0 && truth.TitleWasSet;
        if (lines.IsEmpty)
        {
            painter.Rest();
            if (!isPrefixed && !DrawsAhead(now))
            {
                return truth;
            }
        }

        ScreenOverlay overlay = NextOverlay(truth);
        prediction.Paint(now.Milliseconds, overlay);
        if (prompt.IsOpen)
        {
            PaintPrompt(overlay, lines);
        }
        else if (!lines.IsEmpty)
        {
            painter.Paint(overlay, lines, IsConnected);
        }

        if (isPrefixed)
        {
            overlay.PrefixTitle(options.TitlePrefix);
        }

        return overlay.Screen;
    }

    // Two in turn: the terminal still shows the one before while it is drawn over.
    private ScreenOverlay NextOverlay(Screen truth)
    {
        ScreenOverlay? reused = spareOverlay;
        spareOverlay = latestOverlay;
        if (reused is null)
        {
            return latestOverlay = new ScreenOverlay(truth);
        }

        reused.Renew(truth);
        return latestOverlay = reused;
    }

    /// <summary>What the user's terminal should show when the client leaves it: the truth and nothing else.</summary>
    public Screen RenderFinal() => Connection.Remote.Screen;

    /// <summary>When the session next wants a turn if nothing arrives.</summary>
    public Instant NextDeadline(Instant now)
    {
        Instant next = Instant.Min(Connection.NextDeadline(now), Instant.Min(bar.NextDeadline(now), PanelDeadline(now)));
        next = Instant.Min(next, Instant.Min(prompt.NextDeadline, QuestionDeadline));
        next = Instant.Min(Instant.Min(next, streams.NextDeadline(now)), new Instant(prediction.NextDeadline(now.Milliseconds)));
        return IsConnected || IsClosing ? next : Instant.Min(next, NextConnectDeadline(now));
    }

    private static TruthAtServer TruthOf(in ProgramState program) => new()
    {
        IsKnown = program.IsKnown,
        Echo = program.Echo,
        IsCanonical = program.IsCanonical,
        Erase = program.Erase,
        WordErase = program.WordErase,
        Kill = program.Kill,
        ForegroundChanges = program.ForegroundChanges,
        Name = program.Name,
    };

    private void PassFactsOn()
    {
        if (facts != reported && !IsClosing && Connection.Features.Has(Features.Facts))
        {
            reported = facts;
            Connection.Local.AppendFacts(facts);
            Connection.MarkLocalChanged();
        }
    }

    private void UpdateConnecting(Instant now)
    {
        long waited = now - start;
        if (waited > ConnectMax)
        {
            BeginShutdown(now, $"Timed out waiting for {options.ServerName}.");
        }
        else if (waited > ConnectNoticeMs && !filter.IsPending)
        {
            showsConnecting = true;
            string hint = waited > ConnectHintMs ? " Is the server running, and does a firewall let this UDP port through?" : "";
            bar.ShowPermanently($"Nothing received from {options.ServerName} yet.{hint}", withQuitHint: true);
        }
    }

    private Instant NextConnectDeadline(Instant now)
    {
        foreach (long step in (ReadOnlySpan<long>)[ConnectNoticeMs, ConnectHintMs, ConnectMax])
        {
            if (now - start <= step)
            {
                return start + (step + 1);
            }
        }

        return Instant.Never;
    }

    private void ShowEscapeHelp()
    {
        if (filter.IsPending)
        {
            showsEscapeHelp = true;
            bar.ShowPermanently(options.EscapeMenu.Line(options.EscapeKey), withQuitHint: false);
        }
        else if (showsEscapeHelp)
        {
            showsEscapeHelp = false;
            bar.Clear();
        }
    }
}
