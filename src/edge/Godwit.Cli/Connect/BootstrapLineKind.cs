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

    /// <summary>Begins like one of ours but is not.</summary>
    Malformed,
}
