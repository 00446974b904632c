using Godwit.Forwarding;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>What the session forwards.</summary>
internal sealed partial class ClientLoop
{
    private const long NewsShownMs = 8000;

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
        if (forwarding is null || session.IsClosing)
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
            session.ShowNews(now, $"The server broke the rules of forwarding ({broken}): nothing is forwarded any more.", NewsShownMs);
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

    // What ssh's configuration says is for ssh in the first place: it is no reason to have no session.
    private void RefuseWithoutStreams(Instant now)
    {
        const string Fault = "the server there is a stock mosh-server, or an old one, and forwards nothing";
        if (forwarding!.IsRequired)
        {
            End(now, $"{Fault}: install this godwit there (godwit install), or leave -L, -R, -D, -A and -X out");
        }
        else if (!isRefusalTold)
        {
            isRefusalTold = true;
            session.ShowNews(now, $"{Fault}.", NewsShownMs);
        }
    }

    private void End(Instant now, string fault)
    {
        ForwardingFault = fault;
        session.BeginShutdown(now, "Exiting because of a forwarding...");
    }
}
