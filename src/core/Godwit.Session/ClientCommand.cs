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

    /// <summary>Repaint the local screen (also Ctrl-L, which is sent to the server too).</summary>
    Redraw,

    /// <summary>Show how the session is doing.</summary>
    Status,

    /// <summary>Ask the user for a line (<see cref="ClientSession.TryTakeCommandLine"/>).</summary>
    CommandLine,

    /// <summary>Show what can follow the escape key.</summary>
    Help,
}
