namespace Godwit.Transport;

/// <summary>What a server should do about its own life.</summary>
public enum LifetimeDecision
{
    /// <summary>Go on.</summary>
    Stay,

    /// <summary>Begin the shutdown handshake.</summary>
    ShutDown,

    /// <summary>End at once: nobody would answer a handshake, or one is running already.</summary>
    Exit,
}
