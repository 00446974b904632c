namespace Godwit.Sync;

/// <summary>Bounds of events between two Godwits, the same at both ends.</summary>
public static class EventLimits
{
    /// <summary>Octets of an event's text: base64 of 1 MiB and a little. A longer event is dropped whole.</summary>
    public const int TextMax = 1_400_000;

    /// <summary>Octets of an event's name: a title, as long as a window's.</summary>
    public const int NameMax = 1024;

    /// <summary>Events that may wait to be sent, or to be taken.</summary>
    public const int CountMax = 64;

    /// <summary>Octets of all that wait, the one that is on its way included.</summary>
    public const int WaitingMax = 2 * 1024 * 1024;
}
