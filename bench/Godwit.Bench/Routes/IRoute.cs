namespace Godwit.Bench.Routes;

/// <summary>Where one session takes place: a host for its server, a host for its client, and the emulated link between them.</summary>
internal interface IRoute : IDisposable
{
    /// <summary>The address that the server listens on.</summary>
    string ServerAddress { get; }

    /// <summary>The link.</summary>
    EmulatedLink Link { get; }

    /// <summary>Whether TCP passes as well as UDP.</summary>
    bool CarriesTcp { get; }

    /// <summary>Does something on the server's host, such as starting a process.</summary>
    T OnServer<T>(Func<T> action);

    /// <summary>Does something on the client's host.</summary>
    T OnClient<T>(Func<T> action);

    /// <summary>Opens the way to a port of the server.</summary>
    /// <returns>The address and port that the client has to use.</returns>
    (string Address, ushort Port) Open(ushort serverPort);

    /// <summary>From now on the client has another address; the old one is gone.</summary>
    void MoveClient();
}
