using System.Globalization;
using System.Text;
using Godwit.Session;

namespace Godwit.Server;

/// <summary>
/// What a server tells of its session at its control socket, as lines of name and value (docs/architecture.md). Never keys or contents.
/// </summary>
public sealed record SessionFacts
{
    /// <summary>Octets of all lines at most.</summary>
    public const int LengthMax = 16 * 1024;

    /// <summary>Lines of forwardings at most; the last one stands for all that are left out.</summary>
    public const int ForwardsMax = 32;

    // A client may name targets of any length.
    private const int ForwardNameMax = 120;

    private const int ForwardFields = 5;

    private const string FirstLine = "godwit-session 1";

    /// <summary>The server's UDP port: the session's name on its host.</summary>
    public int Port { get; init; }

    /// <summary>Seconds since the server was started.</summary>
    public long Age { get; init; }

    /// <summary>Where the session is in its life.</summary>
    public SessionContact Contact { get; init; }

    /// <summary>Seconds since the client was heard from, or since the start if none ever was.</summary>
    public long Silence { get; init; }

    /// <summary>The client's address and port; empty if none ever spoke.</summary>
    public string Client { get; init; } = "";

    /// <summary>Columns of the terminal.</summary>
    public int Columns { get; init; }

    /// <summary>Rows of the terminal.</summary>
    public int Rows { get; init; }

    /// <summary>The name of the foreground program, as the kernel knows it; may hold any character but a line end.</summary>
    public string Command { get; init; } = "";

    /// <summary>What the client is: <c>godwit</c> and the level of what it can do, or <c>mosh</c>; empty while that is not known.</summary>
    public string Peer { get; init; } = "";

    /// <summary>What this server can do and the client cannot, with commas between; empty if nothing.</summary>
    public string Missing { get; init; } = "";

    /// <summary>Seconds for which the session is kept when it is lost and idle; 0 for ever.</summary>
    public long TimeToLive { get; init; }

    /// <summary>What is forwarded, and what was carried since it began.</summary>
    public IReadOnlyList<ForwardFigures> Forwards { get; init; } = [];

    /// <summary>All lines. An unknown name is for a newer reader; the order means nothing.</summary>
    public string Format() =>
        FormatSession() + string.Concat(ForwardFigures.Shorten(Forwards, ForwardsMax).Select(FormatForward));

    private string FormatSession() =>
        string.Create(CultureInfo.InvariantCulture, $"{FirstLine}\nport {Port}\nage {Age}\ncontact {Name(Contact)}\nsilence {Silence}\nclient {Client}\nsize {Columns}x{Rows}\npeer {Peer}\nmissing {Missing}\nttl {TimeToLive}\ncommand {OneLine(Command)}\n");

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    /// <returns>Null if it is something else.</returns>
    public static SessionFacts? Parse(ReadOnlySpan<byte> octets)
    {
        string[] lines = Encoding.UTF8.GetString(octets).Split('\n');
        if (lines[0] != FirstLine)
        {
            return null;
        }

        var facts = new SessionFacts();
        foreach (string line in lines.AsSpan(1))
        {
            int end = line.IndexOf(' ', StringComparison.Ordinal);
            if (end > 0)
            {
                facts = facts.With(line[..end], line[(end + 1)..]);
            }
        }

        return facts.Port > 0 ? facts : null;
    }

    private static string FormatForward(ForwardFigures forward)
    {
        string name = OneLine(forward.Name);
        name = name.Length > ForwardNameMax ? name[..ForwardNameMax] + "…" : name;
        return string.Create(CultureInfo.InvariantCulture, $"forward {forward.Open} {forward.Made} {forward.ToHost} {forward.FromHost} {name}\n");
    }

    // Programs and clients choose names; none may begin a line of its own.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Name(SessionContact contact) => contact switch
    {
        SessionContact.Attached => "attached",
        SessionContact.Lost => "lost",
        _ => "waiting",
    };

    private SessionFacts With(string name, string value) => name switch
    {
        "port" => this with { Port = (int)Number(value) },
        "age" => this with { Age = Number(value) },
        "contact" => this with { Contact = value == "attached" ? SessionContact.Attached : value == "lost" ? SessionContact.Lost : SessionContact.Waiting },
        "silence" => this with { Silence = Number(value) },
        "client" => this with { Client = value },
        "size" when value.Split('x') is [var columns, var rows] => this with { Columns = (int)Number(columns), Rows = (int)Number(rows) },
        "peer" => this with { Peer = value },
        "missing" => this with { Missing = value },
        "ttl" => this with { TimeToLive = Number(value) },
        "command" => this with { Command = value },
        "forward" when value.Split(' ', ForwardFields) is [var open, var made, var toHost, var fromHost, var called] =>
            this with { Forwards = [.. Forwards, new ForwardFigures(called, Number(open), Number(made), Octets(toHost), Octets(fromHost))] },
        _ => this,
    };

    private static long Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static long Octets(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
