namespace Godwit.Forwarding;

/// <summary>What a stream is for: the first thing that is said on it, by the end that opened it. Part of the protocol: never renumbered.</summary>
public enum RequestKind : byte
{
    /// <summary>From the client: connect to the target, and carry what both sides say.</summary>
    Connect = 1,

    /// <summary>From the client: listen there for as long as this stream is open.</summary>
    Listen = 2,

    /// <summary>From the server: somebody has connected to a listener that the client asked for.</summary>
    Accepted = 3,

    /// <summary>From the server: a program wants to talk to the user's agent.</summary>
    Agent = 4,

    /// <summary>From the server: a program wants to talk to the user's display.</summary>
    Display = 5,

    /// <summary>From the client: the cookie of the display, for as long as this stream is open.</summary>
    DisplayCookie = 6,

    /// <summary>From the client: the command's standard input and output.</summary>
    Command = 7,

    /// <summary>From the client: the command's standard error; the other way the numbers of signals for it.</summary>
    CommandErrors = 8,
}
