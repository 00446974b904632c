namespace Godwit.Cli;

/// <summary>Kinds of lines that the far side prints.</summary>
internal enum BootstrapLineKind
{
    /// <summary>For the user: a greeting, a warning, an error.</summary>
    Other,

    /// <summary><c>MOSH IP address</c>: from the proxy.</summary>
    Address,

    /// <summary><c>MOSH SSH_CONNECTION …</c>: from the far side's shell; the third word is the server's address.</summary>
    SshConnection,

    /// <summary><c>MOSH CONNECT port key</c>: the server is ready.</summary>
    Connect,

    /// <summary><c>GODWIT WANTED system machine folder</c>: there is no server, but a place for one; without a folder there is no place either.</summary>
    Wanted,

    /// <summary><c>GODWIT COPIED folder</c>: it has arrived, and is being started.</summary>
    Copied,

    /// <summary><c>GODWIT FAILED folder reason</c>: it cannot be used there.</summary>
    Failed,

    /// <summary>Begins like one of ours but is not.</summary>
    Malformed,
}
