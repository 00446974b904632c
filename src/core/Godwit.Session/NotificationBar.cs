using System.Globalization;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// Decides what the client says in the screen's top row and until when (spec 04 section 4.6, spec 07 section 7). Holds no
/// screen and reads no clock; wakes exactly at its thresholds.
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

    /// <summary>After a minute of silence the seconds are not worth a repaint each: every 3 s then.</summary>
    private const long PatientAfterMs = 60_000;

    private readonly string name;
    private readonly string quitHint;
    private string message = "";
    private Instant messageUntil = Instant.Never;
    private bool showsQuitHint;
    private bool isNetworkError;
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
        isNetworkError = false;
    }

    /// <summary>Shows a message until it is replaced or <see cref="Clear"/>ed.</summary>
    public void ShowPermanently(string text, bool withQuitHint)
    {
        message = text;
        messageUntil = Instant.Never;
        showsQuitHint = withQuitHint;
        isNetworkError = false;
    }

    /// <summary>Shows why a datagram could not be sent or received.</summary>
    public void ShowNetworkError(Instant now, string text)
    {
        Show(now, text, ErrorMs);
        isNetworkError = true;
    }

    /// <summary>Notes that the network works: an error goes soon.</summary>
    public void ClearNetworkError(Instant now)
    {
        if (isNetworkError)
        {
            messageUntil = Instant.Min(messageUntil, now + MessageMs);
        }
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
        if (message.Length == 0 && !counts)
        {
            return null;
        }

        bool isReply = IsReplyLate(now) && !IsContactLate(now);
        long seconds = Math.Max(0, now - (isReply ? lastReply : lastContact)) / 1000;
        string word = isReply ? "reply" : "contact";
        string quit = message.Length == 0 || showsQuitHint ? quitHint : "";
        return (message.Length > 0, counts) switch
        {
            (false, _) => $"{name}: Last {word} {Duration(seconds, " seconds")} ago.{quit}",
            (true, false) => $"{name}: {message}{quit}",
            (true, true) => $"{name}: {message} ({Duration(seconds, " s")} without {word}.){quit}",
        };
    }

    /// <summary>When <see cref="Text"/> will next differ if nothing else happens.</summary>
    public Instant NextDeadline(Instant now)
    {
        Instant expiry = message.Length > 0 && messageUntil > now ? messageUntil : Instant.Never;
        if (!IsCounting(now))
        {
            return Instant.Min(expiry, Instant.Min(contactLateAt + 1, replyLateAt + 1));
        }

        long age = now - (IsContactLate(now) ? lastContact : lastReply);
        long step = age > PatientAfterMs ? 3000 : 1000;
        return Instant.Min(expiry, now + (step - (age % step)));
    }

    private bool IsContactLate(Instant now) => now > contactLateAt;

    private bool IsReplyLate(Instant now) => now > replyLateAt;

    private static string Duration(long seconds, string unit) => seconds switch
    {
        < 60 => seconds.ToString(CultureInfo.InvariantCulture) + unit,
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}"),
    };
}
