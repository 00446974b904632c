using Godwit.Forwarding;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>What the session forwards.</summary>
internal sealed partial class ClientLoop
{
    private const long NewsShownMs = 8000;

    private const string StockFault = "the server there is a stock mosh-server, or an old one, and forwards nothing";

    private readonly ClientForwarding? forwarding;
    private bool isRefusalTold;
    private bool isFaultTold;

    /// <summary>Why the session was ended on account of a forwarding; null if it was not.</summary>
    public string? ForwardingFault { get; private set; }

    private Instant WatchForwarding()
    {
        // Not while closing: nobody would do then what is due.
        if (forwarding is null || session.IsClosing)
        {
            return Instant.Never;
        }

        forwarding.AddTo(poller);
        return forwarding.Deadline;
    }

    private void ServeForwarding(Instant now)
    {
        if (forwarding is not { IsUsed: true } || session.IsClosing)
        {
            return;
        }

        bool isDecided = session.Connection.FeaturesAreDecided;
        if (isDecided && !session.Connection.Features.Has(Features.Streams))
        {
            RefuseWithoutStreams(now);
            return;
        }

        forwarding.Turn(now, poller, isDecided ? session.Streams : null);
        if (forwarding.TryTakeLifeSign(now))
        {
            session.Connection.AcknowledgeNow(now);
        }

        Ask(now, forwarding);
        if (isDecided && !isFaultTold && session.Streams?.Fault is { } broken)
        {
            isFaultTold = true;
            session.ShowNews(now, $"{FaultOf(broken)}.", NewsShownMs);
        }

        while (forwarding.TryTakeNews(out string? sentence))
        {
            if (forwarding.HasFailed)
            {
                End(now, sentence);
                return;
            }

            session.ShowNews(now, $"{sentence}.", NewsShownMs);
        }
    }

    // What the user answered goes down, and what is to be asked next comes up.
    private void Ask(Instant now, ClientForwarding asker)
    {
        if (session.TryTakeAnswer(now, out long number, out bool isYes))
        {
            asker.Answer(number, isYes);
        }

        if (asker.Question is { } question)
        {
            session.Ask(now, question.Number, question.Sentence);
        }
        else
        {
            session.Unask();
        }
    }

    /// <summary>Does what the user has typed for the client, if that was ended just now.</summary>
    private void ServeCommandLine(Instant now)
    {
        if (forwarding is not null && session.TryTakeCommandLine(out string? line))
        {
            session.ShowNews(now, $"{Obey(forwarding, line)}.", NewsShownMs);
        }
    }

    private string Obey(ClientForwarding forwarding, string line) =>
        !ForwardCommand.TryParse(line, out ForwardCommand? command, out string problem) ? problem
        : !session.Connection.FeaturesAreDecided ? $"{command.Text}: nothing was heard from the server yet; try again when it answers"
        : !session.Connection.Features.Has(Features.Streams) ? $"{command.Text}: {StockFault}"
        : forwarding.IsUsed && session.Streams?.Fault is { } broken ? FaultOf(broken)
        : forwarding.Obey(command);

    private static string FaultOf(string broken) => $"The server broke the rules of forwarding ({broken}): nothing is forwarded any more";

    private static ForwardFigures FiguresOf(ForwardReport report) =>
        new(report.Name, report.Tally.Open, report.Tally.Made, report.Tally.Written, report.Tally.Read, report.Problem ?? "");

    // What ssh's configuration says is for ssh in the first place: it is no reason to have no session.
    private void RefuseWithoutStreams(Instant now)
    {
        if (forwarding!.IsRequired)
        {
            End(now, $"{StockFault}: install this godwit there (godwit install), or leave -L, -R, -D, -A and -X out");
        }
        else if (!isRefusalTold)
        {
            isRefusalTold = true;
            session.ShowNews(now, $"{StockFault}.", NewsShownMs);
        }
    }

    private void End(Instant now, string fault)
    {
        ForwardingFault = fault;
        session.BeginShutdown(now, "Exiting because of a forwarding...");
    }
}
