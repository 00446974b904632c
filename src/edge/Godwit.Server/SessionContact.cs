namespace Godwit.Server;

/// <summary>Whether a session has a client.</summary>
public enum SessionContact
{
    /// <summary>No client has spoken yet.</summary>
    Waiting,

    /// <summary>A client was heard lately.</summary>
    Attached,

    /// <summary>The client has been silent for so long that the server does not send to it any more.</summary>
    Lost,
}
