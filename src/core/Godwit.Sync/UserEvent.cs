namespace Godwit.Sync;

/// <summary>One event of the user's side, or a run of octets. A view: its octets belong to whoever it was read from.</summary>
public readonly ref struct UserEvent
{
    private UserEvent(UserEventKind kind, ReadOnlySpan<byte> octets, int columns, int rows)
    {
        Kind = kind;
        Octets = octets;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>What happened.</summary>
    public UserEventKind Kind { get; }

    /// <summary>The octets typed, at least one; empty for a resize.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>New width as the peer gave it: not checked, may be less than 1.</summary>
    public int Columns { get; }

    /// <summary>New height as the peer gave it: not checked, may be less than 1.</summary>
    public int Rows { get; }

    /// <summary>Octets that the user typed.</summary>
    public static UserEvent Typed(ReadOnlySpan<byte> octets) => new(UserEventKind.Byte, octets, 0, 0);

    /// <summary>A new window size.</summary>
    public static UserEvent Resize(int columns, int rows) => new(UserEventKind.Resize, default, columns, rows);
}
