using Godwit.Session;
using Godwit.Simulation.Laws;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <content>The client's loop (ClientLoop at the edge), and the user.</content>
internal sealed partial class SimulatedSession
{
    // Longer than any time for which a client that runs has nothing to do.
    private const int SleepMs = 60_000;

    private readonly Queue<(byte[] Datagram, int Source, int Destination)> clientSocket = new();
    private readonly List<int> candidates = [];
    private readonly PortHopPolicy hops;
    private Instant clientDue;
    private bool clientIsTouched;
    private bool userActed;
    private Instant clientRanAt;
    private ulong advertisedVersion;
    private ulong echoAckShown;

    /// <summary>The user types; what the client does not take now is lost to it, as keys are that a terminal has no room for.</summary>
    /// <returns>False if nothing was taken.</returns>
    public bool Type(ReadOnlySpan<byte> keys)
    {
        if (!ClientMachine.Runs(Now) || Client.IsClosing || !Client.AcceptsInput)
        {
            return false;
        }

        while (!keys.IsEmpty)
        {
            Client.HandleInput(ClientNow, keys, out int consumed);
            Keys.NoteTyped(keys[..consumed]);
            keys = keys[consumed..];
        }

        userActed = true;
        TouchClient();
        return true;
    }

    /// <summary>The user's window changes.</summary>
    public void Resize(int columns, int rows)
    {
        Client.HandleResize(columns, rows);
        userActed = true;
        TouchClient();
    }

    /// <summary>The user leaves.</summary>
    public void Quit()
    {
        Client.BeginShutdown(ClientNow, "Exiting on user request...");
        TouchClient();
    }

    /// <summary>The client finds itself in another network.</summary>
    /// <param name="hasEven">It has an address of one family there.</param>
    /// <param name="hasOdd">It has one of the other.</param>
    /// <param name="isTold">Its system says so; else a translator on the way forgot it.</param>
    public void MoveClient(bool hasEven, bool hasOdd, bool isTold)
    {
        Network.MoveClient(hasEven, hasOdd);
        if (isTold && ClientMachine.Runs(Now))
        {
            hops.Hopped(ClientNow);
            Client.Connection.NoteOwnMove(ClientNow, isNewNetwork: true);
            TouchClient();

            // The search for a way begins anew, as after a key.
            userActed = true;
        }
    }

    /// <summary>The client's loop has something to look at.</summary>
    public void TouchClient() => clientIsTouched = true;

    private void ClientTurn(Instant now)
    {
        bool isDue = Now >= clientDue && clientSocket.Count == 0 && !clientIsTouched;
        clientIsTouched = false;
        while (clientSocket.TryDequeue(out var received))
        {
            ReceiveAtClient(now, received.Datagram, received.Source, received.Destination);
        }

        Client.Update(now);
        int sent = TransmitFromClient(now);
        Client.Render(now);
        while (Client.TryTakeEvent(out TerminalEvent? taken))
        {
            Events.NoteTaken(taken);
        }

        if (ClientIsOver)
        {
            clientDue = Instant.Never;
            return;
        }

        CheckClient();
        Instant next = Client.NextDeadline(now);
        ClientEffort.NoteTurn(now, isDue, sent, next);
        SayIdle('C', now, isDue && sent == 0, next);
        clientDue = ClientMachine.InWorld(next);
    }

    private void ReceiveAtClient(Instant now, byte[] received, int source, int destination)
    {
        Network.RecordDown(received, source, destination);
        DatagramOutcome outcome = Client.HandleDatagram(now, Ecn.None, received);
        if (outcome.HasFlag(DatagramOutcome.Newest))
        {
            Client.Connection.NoteNewestPath(now, candidates.IndexOf(source));
            ClientEffort.NoteHeard(now);
        }

        if (Client.Connection.AdvertisedVersion == advertisedVersion)
        {
            return;
        }

        advertisedVersion = Client.Connection.AdvertisedVersion;
        var list = new AddressList(Client.Connection.AdvertisedAddresses);
        while (list.Read())
        {
            int address = (list.Address[2] << 8) | list.Address[3];
            if (!candidates.Contains(address) && candidates.Count < PathProber.PathsMax)
            {
                candidates.Add(address);
            }
        }

        Client.Connection.SetPathCount(candidates.Count);
    }

    private int TransmitFromClient(Instant now)
    {
        int sent = 0;
        bool hasWoken = now - clientRanAt > SleepMs;
        clientRanAt = now;
        if (userActed || hasWoken)
        {
            // Not when it happened: it may have slept since. And who wakes it is there.
            ClientEffort.NotePresence(now);
            userActed = false;
        }

        upWitness.SenderHasDecided = Client.Connection.FeaturesAreDecided;
        upWitness.HasLossReports = Client.Connection.Features is { Bits: var bits } && (bits & PeerFeatures.LossReport) != 0;
        while (Client.TryTransmit(now, datagram, out int length))
        {
            sent++;
            Require(sent <= EffortLaw.DatagramsPerTurnMax, "the client sends without end in one turn");
            upWitness.See(datagram.AsSpan(0, length));
            ClientEffort.NoteSent(now, upWitness.Instructions);
            int destination = candidates[Client.Connection.Path];
            Say($"C {length,4} {upWitness.Latest} to {destination}");
            Network.SendUp(Now, datagram.AsSpan(0, length), destination);
            if (hops.WantsNewPort(now, Client.Connection.ReachableAt(now)))
            {
                hops.Hopped(now);
                Network.HopClient();
                Client.Connection.NoteOwnMove(now, isNewNetwork: false);
            }
        }

        return sent;
    }

    private void CheckClient()
    {
        ulong echoAck = Client.Connection.Remote.EchoAck;
        Require(echoAck >= echoAckShown, $"the client's echo acknowledgement goes back from {echoAckShown} to {echoAck}");
        echoAckShown = echoAck;
        Require(Client.Connection.Local.Held <= ClientSession.InputMax + EffortLaw.OtherEventsMax, $"the client holds {Client.Connection.Local.Held} events");
        Require(Client.Connection.StatesHeld <= EffortLaw.StatesMaxAfter(Now.Milliseconds), $"the client holds {Client.Connection.StatesHeld} states");
    }
}
