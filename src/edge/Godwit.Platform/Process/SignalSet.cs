namespace Godwit.Platform;

/// <summary>Signals by meaning; the numbers of the system are inside. One value may hold several.</summary>
[Flags]
public enum SignalSet
{
    /// <summary>No signal.</summary>
    None = 0,

    /// <summary>SIGHUP: the terminal or the login is gone.</summary>
    Hangup = 1 << 0,

    /// <summary>SIGINT.</summary>
    Interrupt = 1 << 1,

    /// <summary>SIGQUIT.</summary>
    Quit = 1 << 2,

    /// <summary>SIGUSR1.</summary>
    User1 = 1 << 3,

    /// <summary>SIGPIPE.</summary>
    BrokenPipe = 1 << 4,

    /// <summary>SIGTERM.</summary>
    Terminate = 1 << 5,

    /// <summary>SIGCHLD: a child process ended.</summary>
    ChildExited = 1 << 6,

    /// <summary>SIGCONT: continued after a stop.</summary>
    Continued = 1 << 7,

    /// <summary>SIGWINCH: the terminal's size changed.</summary>
    WindowChanged = 1 << 8,

    /// <summary>What a client waits for (spec 04 section 4.1).</summary>
    Client = WindowChanged | Terminate | Interrupt | Hangup | BrokenPipe | Continued,

    /// <summary>What a server waits for (spec 02 section 11). SIGHUP and SIGPIPE come too and are to be ignored.</summary>
    Server = Terminate | Interrupt | User1 | Hangup | BrokenPipe | ChildExited,
}
