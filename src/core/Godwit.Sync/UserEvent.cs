using Godwit.Terminal;

namespace Godwit.Sync;

/// <summary>One event of the user's side, or a run of octets. A view: its octets belong to whoever it was read from.</summary>
public readonly ref struct UserEvent
{
    private UserEvent(UserEventKind kind, ReadOnlySpan<byte> octets = default, int columns = 0, int rows = 0, TerminalFacts? facts = null)
    {
        Kind = kind;
        Octets = octets;
        Columns = columns;
        Rows = rows;
        Facts = facts;
    }

    /// <summary>What happened.</summary>
    public UserEventKind Kind { get; }

    /// <summary>The octets typed, at least one; empty for anything else.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>New width as the peer gave it: not checked, may be less than 1.</summary>
    public int Columns { get; }

    /// <summary>New height as the peer gave it: not checked, may be less than 1.</summary>
    public int Rows { get; }

    /// <summary>What is known of the user's terminal; null for anything else.</summary>
    public TerminalFacts? Facts { get; }

    /// <summary>Octets that the user typed.</summary>
    public static UserEvent Typed(ReadOnlySpan<byte> octets) => new(UserEventKind.Byte, octets);

    /// <summary>A new window size.</summary>
    public static UserEvent Resize(int columns, int rows) => new(UserEventKind.Resize, columns: columns, rows: rows);

    /// <summary>What the client found out about the user's terminal.</summary>
    public static UserEvent Reported(TerminalFacts facts) => new(UserEventKind.Facts, facts: facts);
}
