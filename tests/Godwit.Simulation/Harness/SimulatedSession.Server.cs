using Godwit.Session;
using Godwit.Simulation.Laws;
using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <content>The server's loop (ServerLoop at the edge), the program, and the sockets of both.</content>
internal sealed partial class SimulatedSession
{
    // Datagrams that a socket keeps for a process that does not read: Linux's default of 212,992 octets, of which each small one takes 768.
    private const int SocketMax = 256;

    private readonly Queue<(byte[] Datagram, int Source, int Destination)> serverSocket = new();
    private Instant serverDue;
    private bool serverIsTouched;
    private int peer;
    private int answersFrom;

    /// <summary>The program ends.</summary>
    public void Exit(int status)
    {
        Server.BeginShutdown(ServerNow, status);
        TouchServer();
    }

    /// <summary>The server has other addresses, and its system says so.</summary>
    public void MoveServer(params ReadOnlySpan<int> kept)
    {
        Network.MoveServer(kept);
        answersFrom = AnyAddressFor(peer);
        Advertise();
        Attachment.Connection.Nudge(ServerNow);
        TouchServer();
    }

    /// <summary>The server's loop has something to look at.</summary>
    public void TouchServer() => serverIsTouched = true;

    private int AnyAddressFor(int client) => Network.ServerAddresses.Find(address => Network.Family(address) == Network.Family(client));

    private void Advertise()
    {
        Span<byte> list = stackalloc byte[256];
        int length = 0;
        foreach (int address in Network.ServerAddresses)
        {
            length += AddressList.Write(list[length..], [10, 0, (byte)(address >> 8), (byte)address], 60001);
        }

        Attachment.Connection.Advertise(list[..length]);
    }

    private void TakeArrivals()
    {
        while (Network.TryReceiveUp(Now, out byte[] datagram, out int source, out int destination))
        {
            if (!ServerIsOver && (ServerMachine.Runs(Now) || (!ServerMachine.IsDeaf && serverSocket.Count < SocketMax)))
            {
                foreach (byte[] arrived in Between?.Invoke(true, datagram) ?? [datagram])
                {
                    serverSocket.Enqueue((arrived, source, destination));
                }
            }
        }

        while (Network.TryReceiveDown(Now, out byte[] datagram, out int source, out int destination))
        {
            if (!ClientIsOver && (ClientMachine.Runs(Now) || (!ClientMachine.IsDeaf && clientSocket.Count < SocketMax)))
            {
                foreach (byte[] arrived in Between?.Invoke(false, datagram) ?? [datagram])
                {
                    clientSocket.Enqueue((arrived, source, destination));
                }
            }
        }
    }

    private void ServerTurn(Instant now)
    {
        bool isDue = Now >= serverDue && serverSocket.Count == 0 && !serverIsTouched;
        serverIsTouched = false;
        while (serverSocket.TryDequeue(out var received))
        {
            ReceiveAtServer(now, received.Datagram, received.Source, received.Destination);
        }

        isDue &= Program.NextWake(!Server.Input.IsEmpty) > now;
        ServeProgram(now);
        Server.Update(now);
        int sent = TransmitFromServer(now);
        if (ServerIsOver)
        {
            serverDue = Instant.Never;
            return;
        }

        CheckServer();
        Instant next = Server.NextDeadline(now);
        ServerEffort.NoteTurn(now, isDue, sent, next);
        SayIdle('S', now, isDue && sent == 0, next);
        if (Server.HasBeenAttached && !Server.IsClosing)
        {
            next = Instant.Min(next, Program.NextWake(!Server.Input.IsEmpty));
        }

        serverDue = ServerMachine.InWorld(next);
    }

    private void ReceiveAtServer(Instant now, byte[] received, int source, int destination)
    {
        Network.RecordUp(received, source, destination);
        DatagramOutcome outcome = Server.HandleDatagram(now, Ecn.None, received, out _);
        if (!outcome.HasFlag(DatagramOutcome.Newest))
        {
            return;
        }

        ServerEffort.NoteHeard(now);

        // What waited in the socket may have been sent to an address that is gone since: then the system chooses one (UdpSocket.SendTo).
        answersFrom = Network.ServerAddresses.Contains(destination) ? destination : AnyAddressFor(source);
        if (source != peer)
        {
            Say($"the client is at {source}");
            Attachment.Connection.MaxDatagramSize = ConnectionOptions.DatagramSizeStart;
            if (peer != 0)
            {
                Attachment.Connection.NotePeerMoved(now);
            }

            peer = source;
        }
    }

    private void ServeProgram(Instant now)
    {
        if (!Server.HasBeenAttached || Server.IsClosing)
        {
            return;
        }

        long printed = Program.Printed;
        Server.TryTakeResize(out _, out _);
        Program.Run(now, Server);
        Require(Program.Fault is null, Program.Fault ?? "");
        if (Program.Printed != printed)
        {
            ServerEffort.NotePresence(now);
        }
    }

    private int TransmitFromServer(Instant now)
    {
        int sent = 0;
        downWitness.SenderHasDecided = Attachment.Connection.FeaturesAreDecided;
        downWitness.HasLossReports = Attachment.Connection.Features is { Bits: var bits } && (bits & PeerFeatures.LossReport) != 0;
        while (Server.TryTransmit(now, datagram, out int length, out _))
        {
            sent++;
            Require(sent <= EffortLaw.DatagramsPerTurnMax, "the server sends without end in one turn");
            downWitness.See(datagram.AsSpan(0, length));
            ServerEffort.NoteSent(now, downWitness.Instructions);
            Say($"S {length,4} {downWitness.Latest} to {peer}");
            Network.SendDown(Now, datagram.AsSpan(0, length), answersFrom, peer);
        }

        Require(Network.OctetsToStrangers == 0, "the server sent something to an address that proved nothing");
        return sent;
    }

    private void CheckServer()
    {
        Require(Server.Input.Length <= EffortLaw.ServerInputMax, $"{Server.Input.Length} octets wait for the program");
        Require(Attachment.Connection.StatesHeld <= EffortLaw.StatesMaxAfter(Now.Milliseconds), $"the server holds {Attachment.Connection.StatesHeld} states");
    }
}
