using System.Diagnostics.CodeAnalysis;
using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// What the server does for its client's streams: connects to what the client names, and listens where the client wants. It opens streams only for
/// listeners that the client asked for. One per session.
/// </summary>
/// <param name="program">This program, for looking names up.</param>
public sealed partial class ServerForwarding(string program) : IDisposable
{
    /// <summary>Connections to targets that may be under way at a time, as each may need a process to look its name up; further streams wait for their turn.</summary>
    private const int ConnectingMax = 32;

    private readonly PartList parts = new();
    private readonly List<MuxStream> unread = [];
    private readonly List<SocketRelay> connecting = [];
    private readonly Queue<(MuxStream Stream, ForwardEndpoint Target)> waiting = new();
    private readonly Queue<(StreamRequest Request, MuxStream Stream)> commandStreams = new();
    private StreamMux? mux;
    private Instant? missedSince;

    /// <summary>The session was started for a command without a terminal: its streams wait in <see cref="TryTakeCommandStream"/>.</summary>
    public bool RunsCommand { get; set; }

    /// <summary>A client is there to answer, as far as is known: the transport takes its time before it gives one up.</summary>
    public bool IsAttached { get; set; }

    /// <summary>When the client was heard last; null before that.</summary>
    public Instant? ClientHeardAt { get; set; }

    /// <summary>Sockets of this end; for tests and the status.</summary>
    public int Count => parts.Count;

    /// <summary>When <see cref="Turn"/> has something to do.</summary>
    public Instant Deadline => parts.Deadline;

    /// <summary>The client did not answer, and has not been heard since.</summary>
    internal bool IsClientMissed => missedSince is not null && missedSince == ClientHeardAt;

    /// <summary>Watches the sockets.</summary>
    public void AddTo(Poller poller) => parts.AddTo(poller);

    /// <summary>Serves streams and sockets.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="poller">As it came from the wait that all were added to.</param>
    /// <param name="streams">The client's; null while it has none.</param>
    public void Turn(Instant now, Poller poller, StreamMux? streams)
    {
        mux = streams ?? mux;
        while (mux is not null && mux.TryAccept(out MuxStream? stream))
        {
            unread.Add(stream);
        }

        // In the order in which they were opened.
        if (unread.Count > 0)
        {
            unread.RemoveAll(TryBegin);
        }

        parts.Turn(now, poller);
        connecting.RemoveAll(relay => !relay.IsConnecting);
        while (connecting.Count < ConnectingMax && waiting.TryDequeue(out (MuxStream Stream, ForwardEndpoint Target) next))
        {
            Connect(next.Stream, next.Target);
        }
    }

    /// <summary>Takes the next stream that is for the session's command. The taker refuses one too many.</summary>
    public bool TryTakeCommandStream(out StreamRequest request, [NotNullWhen(true)] out MuxStream? stream)
    {
        bool isThere = commandStreams.TryDequeue(out (StreamRequest Request, MuxStream Stream) next);
        (request, stream) = next;
        return isThere;
    }

    /// <summary>Adds a part that another one has made.</summary>
    internal void Add(IForwardPart part) => parts.Add(part);

    /// <summary>The client did not answer in time; it counts as missed until it is heard again.</summary>
    internal void MissClient() => missedSince = ClientHeardAt;

    /// <summary>Opens a stream to the client; null if it takes no more.</summary>
    internal MuxStream? Open(in StreamRequest request)
    {
        MuxStream? stream = mux?.Open();
        if (stream is not null)
        {
            request.WriteTo(stream);
        }

        return stream;
    }

    /// <inheritdoc/>
    public void Dispose() => parts.Dispose();

    // False while the stream has not said what it is for.
    private bool TryBegin(MuxStream stream)
    {
        if (!StreamRequest.TryRead(stream, out StreamRequest request, out bool isMalformed))
        {
            bool isOver = isMalformed || stream.IsDead || stream.IsAtEnd || stream.ResetCode is not null;
            if (isOver)
            {
                stream.Abort(StreamError.Malformed);
            }

            return isOver;
        }

        switch (request.Kind)
        {
            case RequestKind.Connect:
                Connect(stream, request);
                break;
            case RequestKind.Listen:
                parts.Add(new RemoteListener(this, stream, request));
                break;
            case RequestKind.DisplayCookie when TryKeepCookie(request, stream):
                break;
            case RequestKind.Command or RequestKind.CommandErrors when RunsCommand:
                commandStreams.Enqueue((request, stream)); // As many as there are streams at most.
                break;
            default:
                stream.Abort(StreamError.NotOffered);
                break;
        }

        return true;
    }

    private void Connect(MuxStream stream, in StreamRequest request)
    {
        bool isPath = (request.Flags & StreamRequest.IsPath) != 0;
        if (request.Text.Length == 0 || (!isPath && request.Port == 0))
        {
            stream.Abort(StreamError.Malformed);
            return;
        }

        var target = new ForwardEndpoint { Host = isPath ? null : request.Text, Path = isPath ? request.Text : null, Port = request.Port };
        bool isUdp = (request.Flags & StreamRequest.Datagrams) != 0;
        TallyOf(target, isUdp).Add(stream, isOpener: false);
        if (isUdp)
        {
            parts.Add(new DatagramTarget(stream, new NameLookup(program, request.Text, request.Port)));
            return;
        }

        // As many as there are streams at most. One that is taken back meanwhile is begun and over at once.
        waiting.Enqueue((stream, target));
    }

    private void Connect(MuxStream stream, ForwardEndpoint target)
    {
        var relay = new SocketRelay(stream, new Connector(program, target));
        connecting.Add(relay);
        parts.Add(relay);
    }
}
