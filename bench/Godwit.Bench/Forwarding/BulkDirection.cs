namespace Godwit.Bench.Forwarding;

/// <summary>Which way a transfer goes beside the session.</summary>
internal enum BulkDirection
{
    /// <summary>From the server's host to the client's.</summary>
    Download,

    /// <summary>From the client's host to the server's.</summary>
    Upload,
}
