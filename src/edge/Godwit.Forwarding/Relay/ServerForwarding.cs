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
    private StreamMux? mux;

    /// <summary>Asked for streams that are none of forwarding's; answers true if it takes them.</summary>
    public Func<StreamRequest, MuxStream, bool>? Others { get; set; }

    /// <summary>A client is there to answer.</summary>
    public bool IsAttached { get; set; }

    /// <summary>Sockets of this end; for tests and the status.</summary>
    public int Count => parts.Count;

    /// <summary>When <see cref="Turn"/> has something to do.</summary>
    public Instant Deadline => parts.Deadline;

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
        unread.RemoveAll(TryBegin);

        parts.Turn(now, poller);
        connecting.RemoveAll(relay => !relay.IsConnecting);
        while (connecting.Count < ConnectingMax && waiting.TryDequeue(out (MuxStream Stream, ForwardEndpoint Target) next))
        {
            Connect(next.Stream, next.Target);
        }
    }

    /// <summary>Adds a part that another one has made.</summary>
    internal void Add(IForwardPart part) => parts.Add(part);

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
            default:
                if (Others?.Invoke(request, stream) is not true)
                {
                    stream.Abort(StreamError.NotOffered);
                }

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
