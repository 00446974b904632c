namespace Godwit.Forwarding;

/// <summary>Which end of the session listens, and who names the target.</summary>
public enum ForwardKind
{
    /// <summary><c>-L</c>: the client listens, the server connects.</summary>
    Local,

    /// <summary><c>-R</c>: the server listens, the client connects; without a target it answers SOCKS.</summary>
    Remote,

    /// <summary><c>-D</c>: the client listens and answers SOCKS, the server connects.</summary>
    Dynamic,
}
