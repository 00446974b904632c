namespace Godwit.Bench.Systems;

/// <summary>What a system needs to come up.</summary>
internal enum SystemKind
{
    /// <summary>The server prints <c>MOSH CONNECT port key</c>, the client finds the key in <c>MOSH_KEY</c>, and all goes over UDP.</summary>
    Mosh,

    /// <summary>OpenSSH with a private sshd: TCP.</summary>
    Ssh,
}
