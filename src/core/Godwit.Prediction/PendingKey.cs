namespace Godwit.Prediction;

/// <summary>A key whose effect the server has not shown yet.</summary>
internal struct PendingKey
{
    /// <summary>A time that has not come.</summary>
    public const long NotYet = long.MinValue;

    /// <summary>The key.</summary>
    public Key Key { get; init; }

    /// <summary>What it does if it is not text.</summary>
    public Movement Movement { get; init; }

    /// <summary>The user state that carries it: a screen that acknowledges this one can be expected to show its effect.</summary>
    public ulong Frame { get; init; }

    /// <summary>When it was typed.</summary>
    public long At { get; init; }

    /// <summary>The stretch of typing that it belongs to: what confirms one of its keys confirms all.</summary>
    public int Context { get; init; }

    /// <summary>True if the server has confirmed that what is typed there is shown.</summary>
    public bool IsSure { get; set; }

    /// <summary>True if its effect was foreseen when it was typed.</summary>
    public bool IsPredicted { get; set; }

    /// <summary>When it was first shown to the user.</summary>
    public long ShownAt { get; set; }

    /// <summary>Since when the server's screen has been overdue to show it.</summary>
    public long OverdueSince { get; set; }

    /// <summary>Where the latest sketch put its character.</summary>
    public (int Row, int Column) Place { get; set; }

    /// <summary>True once it was shown.</summary>
    public readonly bool WasShown => ShownAt != NotYet;
}
