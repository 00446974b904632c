namespace Godwit.Bench.Forwarding;

/// <summary>Which way a transfer goes beside the session.</summary>
internal enum BulkDirection
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>From the server's host to the client's.</summary>
    Down,

    /// <summary>From the client's host to the server's.</summary>
    Up,
}
