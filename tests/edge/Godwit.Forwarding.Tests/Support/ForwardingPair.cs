using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding.Tests;

/// <summary>
/// Both ends of forwarding in one process: real sockets, virtual time, and a path between them that can be cut. As in a real loop, an end has its turn when a
/// descriptor is ready, the other end has said something, or its deadline has come; else it sleeps.
/// </summary>
internal sealed class ForwardingPair : IDisposable
{
    private const long StepMs = 10;
    private const int BodySize = 1200;

    private readonly StreamMux serverMux = new(isServer: true);
    private readonly StreamMux clientMux = new(isServer: false);
    private readonly Poller serverPoller = new();
    private readonly Poller clientPoller = new();
    private readonly byte[] body = new byte[BodySize];
    private long waitMs;
    private bool isServerTold;
    private bool isClientTold = true;
    private ulong serverNumber;
    private ulong clientNumber;

    /// <param name="settings">What the client forwards.</param>
    /// <param name="isReal">A program takes part that needs time of its own: a turn waits for as long as it says it lasts.</param>
    public ForwardingPair(ForwardSettings settings, bool isReal = false)
    {
        waitMs = isReal ? StepMs : 0;
        Client = new ClientForwarding("/nowhere", settings);
        Server.IsAttached = true;
        Server.ClientHeardAt = Now;
    }

    public ServerForwarding Server { get; } = new("/nowhere");

    public ClientForwarding Client { get; }

    /// <summary>The server's streams, for a server that does what ours does not.</summary>
    public StreamMux ServerMux => serverMux;

    /// <summary>The client's streams, for a client that does what ours does not.</summary>
    public StreamMux ClientMux => clientMux;

    public Instant Now { get; private set; } = new(1_000_000);

    /// <summary>False is a client that was killed, or whose network is gone: it neither hears nor says anything.</summary>
    public bool IsClientThere { get; set; } = true;

    /// <summary>Signs of life that the client gave although it had nothing to say.</summary>
    public int LifeSigns { get; private set; }

    /// <summary>Runs until the condition holds.</summary>
    /// <returns>How long that took in milliseconds of the pair's own time; null if it did not come about within the limit.</returns>
    public long? RunUntil(Func<bool> condition, long limitMs)
    {
        Instant start = Now;
        while (!condition())
        {
            if (Now - start >= limitMs)
            {
                return null;
            }

            Turn();
        }

        return Now - start;
    }

    /// <summary>Nothing real is waited for any more.</summary>
    public void Hurry() => waitMs = 0;

    public void RunFor(long milliseconds) => _ = RunUntil(() => false, milliseconds);

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    // As the loops ask.
    private bool IsDue(Instant deadline) => deadline != Instant.Never && Math.Max(0, deadline - Now) == 0;

    private void Turn()
    {
        Now += StepMs;
        serverPoller.Clear();
        Server.AddTo(serverPoller);
        bool isNews = serverPoller.Wait(0) > 0 || isServerTold || IsDue(Server.Deadline);
        isServerTold = false;
        if (isNews)
        {
            Server.Turn(Now, serverPoller, serverMux);
        }

        while (serverMux.TryWritePacket(Now, serverNumber, body, out int length))
        {
            isClientTold = IsClientThere;
            _ = IsClientThere && clientMux.HandlePacket(Now, serverNumber, body.AsSpan(0, length), clientNumber);
            serverNumber++;
        }

        if (IsClientThere)
        {
            TurnClient();
        }
    }

    private void TurnClient()
    {
        clientPoller.Clear();
        Client.AddTo(clientPoller);
        bool isNews = clientPoller.Wait(waitMs) > 0 || isClientTold || IsDue(Client.Deadline);
        isClientTold = false;
        if (isNews)
        {
            Client.Turn(Now, clientPoller, clientMux);
        }

        while (clientMux.TryWritePacket(Now, clientNumber, body, out int length))
        {
            isServerTold = true;
            Server.ClientHeardAt = Now;
            _ = serverMux.HandlePacket(Now, clientNumber++, body.AsSpan(0, length), serverNumber);
        }

        if (Client.TryTakeLifeSign(Now))
        {
            LifeSigns++;
            Server.ClientHeardAt = Now;
        }
    }
}
