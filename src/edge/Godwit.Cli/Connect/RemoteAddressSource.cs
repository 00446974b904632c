namespace Godwit.Cli;

/// <summary>How the server's UDP address is found (<c>--experimental-remote-ip</c>).</summary>
internal enum RemoteAddressSource
{
    /// <summary>From the connection that ssh makes: through our fake proxy as <c>mosh</c>; <c>godwit</c> asks ssh's configuration.</summary>
    Proxy,

    /// <summary>From what the far side's sshd says (SSH_CONNECTION).</summary>
    Remote,

    /// <summary>From our own resolver, before ssh is started.</summary>
    Local,
}
