using System.Net.Sockets;

namespace Godwit.Forwarding.Tests;

/// <summary>The user's agent, played by the test: it hears what is asked, and says what the test lets it say.</summary>
internal sealed class PlayedAgent : IDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
    private readonly List<Socket> accepted = [];

    public PlayedAgent(string path)
    {
        Path = path;
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
    }

    public string Path { get; }

    /// <summary>Octets that came on all connections, in the order of their coming.</summary>
    public List<byte> Heard { get; } = [];

    /// <summary>Takes what there is.</summary>
    public PlayedAgent Listen()
    {
        while (listener.Poll(0, SelectMode.SelectRead))
        {
            Socket one = listener.Accept();
            one.Blocking = false;
            accepted.Add(one);
        }

        foreach (Socket one in accepted)
        {
            Heard.AddRange(PlayedProgram.ReadOf(one, out _));
        }

        return this;
    }

    /// <summary>Says something on the connection that came last.</summary>
    public void Say(ReadOnlySpan<byte> octets) => Assert.Equal(octets.Length, accepted[^1].Send(octets));

    public void Dispose()
    {
        accepted.ForEach(one => one.Dispose());
        listener.Dispose();
    }
}
