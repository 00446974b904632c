using Godwit.Transport;

namespace Godwit.Session;

/// <content>How the session is doing, and the panel that shows it, or the list of commands, for a while.</content>
public sealed partial class ClientSession
{
    /// <summary>How long a panel stays if no key is typed.</summary>
    public const long PanelMs = 15_000;

    private readonly AnswerTimes answers = new();
    private string[] panel = [];
    private Instant panelUntil;
    private Instant newsUntil;

    /// <summary>The share of the server's datagrams that never came.</summary>
    private double Loss
    {
        get
        {
            ConnectionCounters counters = Connection.Counters;
            long lost = Math.Max(0, counters.SequenceGaps - counters.OutOfSequence);
            return lost == 0 ? 0 : (double)lost / (lost + counters.DatagramsReceived);
        }
    }

    /// <summary>Shows the user a sentence over the screen for a while: all of it, in as many rows as it needs.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="sentence">With its full stop.</param>
    /// <param name="durationMs">How long.</param>
    public void ShowNews(Instant now, string sentence, long durationMs)
    {
        newsUntil = now + durationMs;
        bar.Show(now, sentence, durationMs);
    }

    /// <summary>How the session is doing.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="path">The address that datagrams go to now; the session knows it by its number only.</param>
    public SessionReport Report(Instant now, string path)
    {
        ConnectionCounters counters = Connection.Counters;
        PeerFeatures? agreed = Connection.Features;
        return new SessionReport
        {
            Server = options.ServerName,
            Path = path,
            AgeMs = now - start,
            PeerIsKnown = Connection.FeaturesAreDecided,
            Peer = agreed,
            Missing = agreed is null ? [] : Features.Missing(options.Features, agreed),
            RoundTripMs = Connection.LastRoundTripAt is null ? null : Connection.Rtt.Smoothed,
            Loss = Loss,
            OctetsSent = counters.OctetsSent,
            OctetsReceived = counters.OctetsReceived,
            DatagramsSent = counters.DatagramsSent,
            DatagramsReceived = counters.DatagramsReceived,
            TimeToConfirm = answers.Figures,
            Echo = EchoFigures.Of(prediction.Ledger),
        };
    }

    /// <summary>Shows a report until the next key, or for <see cref="PanelMs"/>.</summary>
    public void ShowStatus(Instant now, SessionReport report) => ShowPanel(now, StatusPanel.Lines(options.Name, report));

    private void ShowHelp(Instant now) => ShowPanel(now, options.EscapeMenu.Lines(options.EscapeKey));

    private void ShowPanel(Instant now, string[] lines)
    {
        panel = lines;
        panelUntil = now + PanelMs;
    }

    /// <summary>What is laid over the screen: the prompt, else a panel, else the bar, else nothing.</summary>
    private ReadOnlySpan<string> OverlayLines(Instant now)
    {
        if (now >= panelUntil)
        {
            panel = [];
        }

        if (prompt.IsOpen)
        {
            return PromptLines(now);
        }

        if (question is not null && !IsClosing)
        {
            return QuestionLines(bar.Text(now));
        }

        return panel.Length > 0 && !IsClosing ? panel
            : bar.Text(now) is not { } text ? []
            : now < newsUntil ? LineWrap.Lines(text, Connection.Remote.Screen.Width)
            : (string[])[text];
    }

    private Instant PanelDeadline(Instant now) => panel.Length > 0 && panelUntil > now ? panelUntil : Instant.Never;
}
