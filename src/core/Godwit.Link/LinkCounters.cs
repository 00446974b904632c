namespace Godwit.Link;

/// <summary>What one direction of a link has done so far. Offered = delivered + lost + dropped, in datagrams and in octets.</summary>
public readonly record struct LinkCounters
{
    /// <summary>Datagrams given to the link.</summary>
    public long Offered { get; init; }

    /// <summary>Datagrams that reach the other end (at their time).</summary>
    public long Delivered { get; init; }

    /// <summary>Datagrams lost at random, or because they were larger than the link takes.</summary>
    public long Lost { get; init; }

    /// <summary>Datagrams dropped because the queue was full.</summary>
    public long QueueDropped { get; init; }

    /// <summary>Octets given to the link.</summary>
    public long OfferedBytes { get; init; }

    /// <summary>Octets that reach the other end.</summary>
    public long DeliveredBytes { get; init; }
}
