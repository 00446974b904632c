namespace Godwit.Interop.Parity;

/// <summary>What a row's program meets. Without a word on it: no terminal, nothing to read, recorders in place of ssh and client.</summary>
internal enum Scene
{
    /// <summary>Nothing special.</summary>
    Plain,

    /// <summary>The first port of the row's range is taken by somebody else.</summary>
    BusyPort,

    /// <summary>Every port of the row's range is taken by somebody else.</summary>
    BusyPorts,

    /// <summary>Standard input is a terminal.</summary>
    Terminal,

    /// <summary>A stock client connects to the server, whose command tells of its environment.</summary>
    Session,

    /// <summary>The server is looked at when another one, of 2 s, has ended for want of a client.</summary>
    TwoSeconds,

    /// <summary>The server gets SIGUSR1.</summary>
    UserSignal,

    /// <summary>A stock server is there, whose command keeps what it reads.</summary>
    Typing,

    /// <summary>A stock server is there, whose command sets the title.</summary>
    Title,

    /// <summary>There is no server, and the client gets SIGTERM.</summary>
    Terminated,

    /// <summary>Something listens on the TCP port of the row, answers, and hangs up.</summary>
    Listener,
}
