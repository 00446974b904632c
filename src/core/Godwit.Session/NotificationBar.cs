using System.Globalization;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// Decides what the client says over the screen and until when (spec 04 section 4.6, spec 07 section 7): what is wrong, since when, how to
/// leave. Holds no screen and reads no clock; wakes exactly at its thresholds.
/// </summary>
public sealed class NotificationBar
{
    /// <summary>Silence of the server after which the bar says so: two lost heartbeats of 3 s.</summary>
    public const long ContactLateMs = 6500;

    /// <summary>The same where silence is agreed: so long after something was sent that is answered at once.</summary>
    public const long AnswerLateMs = 3500;

    /// <summary>Age of the oldest unanswered own state after which the bar says so.</summary>
    public const long ReplyLateMs = 10_000;

    /// <summary>How long a passing message stays.</summary>
    public const long MessageMs = 1000;

    /// <summary>How long a network error stays, unless sending works again.</summary>
    public const long ErrorMs = 3100;

    /// <summary>
    /// How long a network error explains a silence: retries come at least every 3 s, and routers that tell of errors may leave some out.
    /// </summary>
    public const long CauseMs = 15_000;

    /// <summary>After a minute of silence the seconds are not worth a repaint each: every 3 s then.</summary>
    private const long PatientAfterMs = 60_000;

    /// <summary>Errors that take turns do not make the bar flicker, nor do they while it counts: it changes with the seconds then.</summary>
    private const long CauseGapMs = 1000;

    private readonly string name;
    private readonly string quitHint;
    private string message = "";
    private Instant messageUntil = Instant.Never;
    private bool showsQuitHint;
    private string cause = "";
    private Instant causeSince;
    private Instant causeSeen;
    private Instant causeUntil;
    private string counted = "";
    private (string Message, bool IsReply, long Seconds) countedFor;
    private Instant lastContact;
    private Instant lastReply;
    private Instant contactLateAt;
    private Instant replyLateAt;

    /// <summary>A bar for one client.</summary>
    /// <param name="name">The program's name as the user called it; begins each text.</param>
    /// <param name="key">The escape key, for the hint how to leave.</param>
    /// <param name="now">Start of the session.</param>
    public NotificationBar(string name, EscapeKey key, Instant now)
    {
        this.name = name;
        quitHint = key.IsEnabled ? $" [To quit: {key.Name} .]" : "";
        SetContact(now, now);
    }

    /// <summary>True while the bar counts the seconds of a silence.</summary>
    /// <param name="now">The time of this turn.</param>
    public bool IsCounting(Instant now) => IsContactLate(now) || IsReplyLate(now);

    /// <summary>Notes when the newest state of the server came, and when the newest of our states that it acknowledged was sent.</summary>
    /// <param name="contact">The former.</param>
    /// <param name="reply">The latter.</param>
    /// <param name="awaitedSince">
    /// With a server that is silent on purpose while nothing happens: since when its answer is awaited, never if it is not. Null with another.
    /// </param>
    public void SetContact(Instant contact, Instant reply, Instant? awaitedSince = null)
    {
        lastContact = contact;
        lastReply = reply;
        contactLateAt = contact + ContactLateMs;
        replyLateAt = reply + ReplyLateMs;
        if (awaitedSince is { } since)
        {
            contactLateAt = Instant.Max(contactLateAt, since + AnswerLateMs);
            replyLateAt = Instant.Max(replyLateAt, since + (ReplyLateMs - ContactLateMs + AnswerLateMs));
        }
    }

    /// <summary>Shows a message for <paramref name="durationMs"/>.</summary>
    public void Show(Instant now, string text, long durationMs = MessageMs)
    {
        message = text;
        messageUntil = now + durationMs;
        showsQuitHint = true;
    }

    /// <summary>Shows a message until it is replaced or <see cref="Clear"/>ed.</summary>
    public void ShowPermanently(string text, bool withQuitHint)
    {
        message = text;
        messageUntil = Instant.Never;
        showsQuitHint = withQuitHint;
    }

    /// <summary>Shows why a datagram could not be sent or received: at once for a while, and with each silence that it explains.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="text">As it stands after a colon: <c>no route to 192.0.2.1</c>.</param>
    public void ShowNetworkError(Instant now, string text)
    {
        if (cause != text)
        {
            if (HasCause(now) && now - causeSince < CauseGapMs)
            {
                return;
            }

            cause = text;
            causeSince = now;
        }

        causeSeen = now;
        causeUntil = now + ErrorMs;
    }

    /// <summary>Notes that the network works: an error goes soon.</summary>
    public void ClearNetworkError(Instant now)
    {
        causeUntil = Instant.Min(causeUntil, now + MessageMs);
        causeSeen = Instant.Min(causeSeen, now + (MessageMs - CauseMs));
    }

    /// <summary>Takes the message away.</summary>
    public void Clear() => message = "";

    /// <summary>The text of the bar at <paramref name="now"/>, or null if there is nothing to say.</summary>
    public string? Text(Instant now)
    {
        if (message.Length > 0 && now >= messageUntil)
        {
            message = "";
        }

        bool counts = IsCounting(now);
        if (!counts)
        {
            countedFor = default;
            string what = What(cause.Length > 0 && now < causeUntil);
            return what.Length == 0 ? null : $"{name}: {what}{QuitHint}";
        }

        bool isReply = IsReplyLate(now) && !IsContactLate(now);
        long seconds = Math.Max(0, now - (isReply ? lastReply : lastContact)) / 1000;
        if (countedFor != (message, isReply, seconds))
        {
            countedFor = (message, isReply, seconds);
            counted = Count(isReply ? "reply" : "contact", seconds, HasCause(now));
        }

        return counted;
    }

    /// <summary>When <see cref="Text"/> will next differ if nothing else happens.</summary>
    public Instant NextDeadline(Instant now)
    {
        Instant expiry = message.Length > 0 && messageUntil > now ? messageUntil : Instant.Never;
        if (!IsCounting(now))
        {
            expiry = cause.Length > 0 && causeUntil > now ? Instant.Min(expiry, causeUntil) : expiry;
            return Instant.Min(expiry, Instant.Min(contactLateAt + 1, replyLateAt + 1));
        }

        long age = now - (IsContactLate(now) ? lastContact : lastReply);
        long step = age > PatientAfterMs ? 3000 : 1000;
        return Instant.Min(expiry, now + (step - (age % step)));
    }

    private string QuitHint => message.Length == 0 || showsQuitHint ? quitHint : "";

    private string What(bool hasCause) => (message.Length > 0, hasCause) switch
    {
        (true, true) when showsQuitHint => $"{message.TrimEnd('.')}: {cause}.",
        (true, _) => message,
        (false, true) => $"{char.ToUpperInvariant(cause[0])}{cause.AsSpan(1)}.",
        _ => "",
    };

    private string Count(string word, long seconds, bool hasCause) => message.Length > 0
        ? $"{name}: {What(hasCause)} ({Duration(seconds, " s")} without {word}.){QuitHint}"
        : $"{name}: Last {word} {Duration(seconds, " seconds")} ago{(hasCause ? ": " + cause : "")}.{QuitHint}";

    private bool HasCause(Instant now) => cause.Length > 0 && now - causeSeen < CauseMs;

    private bool IsContactLate(Instant now) => now > contactLateAt;

    private bool IsReplyLate(Instant now) => now > replyLateAt;

    private static string Duration(long seconds, string unit) => seconds switch
    {
        < 60 => seconds.ToString(CultureInfo.InvariantCulture) + unit,
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}"),
    };
}
