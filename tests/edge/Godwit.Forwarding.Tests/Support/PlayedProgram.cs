using System.Net.Sockets;

namespace Godwit.Forwarding.Tests;

/// <summary>A program on the host that has connected to the forwarded agent, played by the test.</summary>
internal sealed class PlayedProgram : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public PlayedProgram(string path)
    {
        socket.Connect(new UnixDomainSocketEndPoint(path));
        socket.Blocking = false;
    }

    /// <summary>Octets that it was sent.</summary>
    public List<byte> Heard { get; } = [];

    /// <summary>True once the connection is over, in order or not.</summary>
    public bool IsOver
    {
        get
        {
            Heard.AddRange(ReadOf(socket, out bool isOver));
            return isOver;
        }
    }

    public static byte[] ReadOf(Socket socket, out bool isOver)
    {
        isOver = false;
        List<byte> all = [];
        Span<byte> buffer = stackalloc byte[4096];
        while (socket.Poll(0, SelectMode.SelectRead))
        {
            int count = socket.Receive(buffer, SocketFlags.None, out SocketError error);
            if (count == 0 || error != SocketError.Success)
            {
                isOver = true;
                break;
            }

            all.AddRange(buffer[..count]);
        }

        return [.. all];
    }

    public void Say(ReadOnlySpan<byte> octets) => Assert.Equal(octets.Length, socket.Send(octets));

    /// <summary>True once these octets, and no others, have come.</summary>
    public bool Hears(ReadOnlySpan<byte> octets)
    {
        _ = IsOver;
        return Heard.Count >= octets.Length && octets.SequenceEqual(Heard.ToArray());
    }

    public void Dispose() => socket.Dispose();
}
