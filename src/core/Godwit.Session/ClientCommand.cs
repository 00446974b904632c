namespace Godwit.Session;

/// <summary>What the user told the client itself, by way of the escape key.</summary>
public enum ClientCommand : byte
{
    /// <summary>Nothing: the octets are for the server.</summary>
    None,

    /// <summary>End the session.</summary>
    Quit,

    /// <summary>Stop the client (Ctrl-Z) and give the terminal back until it is continued.</summary>
    Suspend,

    /// <summary>Repaint the local screen (Ctrl-L, which is also sent to the server).</summary>
    Redraw,
}
