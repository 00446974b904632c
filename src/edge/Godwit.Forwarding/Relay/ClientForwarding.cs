using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// The client's end of what the user wants forwarded. Takes from the server only streams for listeners that were asked for, for the agent and for the
/// display if these are forwarded.
/// </summary>
public sealed partial class ClientForwarding : IDisposable
{
    // Those with streams, and as many more that are on their way there: who has connected to -D and says nothing has a descriptor, too.
    private const int PartsMax = 2 * StreamMux.StreamsMax;

    private readonly PartList parts = new();
    private readonly List<ForwardState> states = [];
    private readonly List<MuxStream> unread = [];
    private readonly Queue<string> news = new();
    private readonly ForwardSettings settings;
    private StreamMux? mux;
    private ushort numbers;

    /// <summary>Begins; nothing listens yet.</summary>
    /// <param name="program">This program, for looking names up.</param>
    /// <param name="settings">What the user wants.</param>
    public ClientForwarding(string program, ForwardSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Program = program;
        this.settings = settings;
        questions = new AgentQuestions(settings.Confirmation);
        if (settings.Confirmation is not null)
        {
            parts.Add(questions);
        }
    }

    /// <summary>The forwardings of ports and local sockets.</summary>
    public IReadOnlyList<ForwardState> States => states;

    /// <summary>True if the server must be able to forward.</summary>
    public bool IsRequired => !settings.IsEmpty && (!settings.IsOptional || settings.ExitsOnFailure);

    /// <summary>The session is to end if one of them cannot be had, and one cannot.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>True while the server may still say something for which the session has to end.</summary>
    public bool IsUndecided => states.Exists(static state => state is { IsRequired: true, IsUp: false, Problem: null });

    /// <summary>When <see cref="Turn"/> has something to do.</summary>
    public Instant Deadline => news.Count > 0 ? Instant.Past : Instant.Min(parts.Deadline, agents.Deadline);

    internal string Program { get; }

    internal bool MayOpen => mux is { Fault: null, Count: < StreamMux.StreamsMax } && parts.Count < PartsMax;

    /// <summary>Listens for what this end listens for, before anything is sent to the server.</summary>
    /// <returns>A sentence without a full stop for each forwarding that cannot be had.</returns>
    public List<string> Begin()
    {
        List<string> problems = [];
        foreach (ForwardSpec spec in settings.Forwards)
        {
            if (Add(spec, settings.ExitsOnFailure) is { Problem: { } problem } failed)
            {
                problems.Add($"{failed.Spec}: {problem}");
            }
        }

        return problems;
    }

    /// <summary>Adds a forwarding to the running session, which goes on if it cannot be had.</summary>
    public ForwardState Add(ForwardSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Add(spec, isRequired: false);
    }

    /// <summary>Takes a forwarding back; connections that are there stay.</summary>
    public void Cancel(ForwardState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.IsCancelled = true;
        state.IsUp = false;
        state.Datagrams?.Cancel();
        state.Control?.Abort(StreamError.Cancelled);
        states.Remove(state);
    }

    /// <summary>What the user should hear; a sentence without a full stop.</summary>
    public bool TryTakeNews([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? sentence) => news.TryDequeue(out sentence);

    /// <summary>Watches the sockets.</summary>
    public void AddTo(Poller poller) => parts.AddTo(poller);

    /// <summary>Serves streams and sockets.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="poller">As it came from the wait that all were added to.</param>
    /// <param name="streams">The session's; null before there are any.</param>
    public void Turn(Instant now, Poller poller, StreamMux? streams)
    {
        if (mux is null && streams is not null)
        {
            mux = streams;
            BeginSession();
        }

        foreach (ForwardState state in states)
        {
            AskForListener(state);
        }

        // Who asked for it has heard why there is none.
        states.RemoveAll(static state => state is { IsReported: true, Problem: not null });

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
        agents.Update(now);
        if (questions.TryTakeProblem(out string? problem))
        {
            news.Enqueue(problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => parts.Dispose();

    internal static StreamRequest ConnectTo(ForwardEndpoint target, byte flags = 0) => target.Path is { } path
        ? new StreamRequest(RequestKind.Connect, path, Flags: (byte)(flags | StreamRequest.IsPath))
        : new StreamRequest(RequestKind.Connect, target.Host!, target.Port, Flags: flags);

    internal void Add(IForwardPart part) => parts.Add(part);

    internal MuxStream? Open(in StreamRequest request)
    {
        MuxStream? stream = mux?.Open();
        if (stream is not null)
        {
            request.WriteTo(stream);
        }

        return stream;
    }

    private ForwardState Add(ForwardSpec spec, bool isRequired)
    {
        var state = new ForwardState(spec, numbers++) { IsRequired = isRequired };
        states.Add(state);
        if (spec.Kind != ForwardKind.Remote)
        {
            ListenHere(state);
        }

        return state;
    }

    private void ListenHere(ForwardState state)
    {
        ForwardSpec spec = state.Spec;
        ForwardEndpoint listen = spec.Listen is { Host: null, Path: null } plain && settings.GatewayPorts ? plain with { Host = ForwardEndpoint.AnyHost } : spec.Listen;
        try
        {
            if (spec.Protocol == ForwardProtocol.Udp)
            {
                state.Datagrams = new DatagramListener(listen, _ => OpenFlow(state));
                state.Port = state.Datagrams.Port;
                parts.Add(state.Datagrams);
            }
            else
            {
                state.Listeners = ListenerSet.Listen(listen, settings.ReplacesSockets);
                state.Port = state.Listeners.Port;
                parts.Add(new LocalListener(this, state));
            }

            state.IsUp = true;
        }
        catch (PlatformException failure)
        {
            state.Problem = failure.Message;
            HasFailed |= state.IsRequired;
        }
    }

    private MuxStream? OpenFlow(ForwardState state)
    {
        MuxStream? stream = Open(ConnectTo(state.Spec.Target!, StreamRequest.Datagrams));
        if (stream is not null)
        {
            state.Tally.Add(stream, isOpener: true);
        }

        return stream;
    }

    // Asks the server to listen, once there is a session, and hears what became of that.
    private void AskForListener(ForwardState state)
    {
        if (state.Spec.Kind != ForwardKind.Remote || mux is null || state.Problem is not null)
        {
            return;
        }

        if (state.Control is null)
        {
            ForwardEndpoint listen = state.Spec.Listen;
            byte flags = (byte)((state.Spec.Protocol == ForwardProtocol.Udp ? StreamRequest.Datagrams : 0) | (listen.Path is null ? 0 : StreamRequest.IsPath) | (settings.ReplacesSockets ? StreamRequest.Replaces : 0));
            state.Control = Open(new StreamRequest(RequestKind.Listen, listen.Path ?? listen.Host ?? "", listen.Port, state.Number, flags));
            return;
        }

        if (state.Control.ResetCode is { } code)
        {
            state.IsUp = false;
            state.Problem = $"the server cannot listen there: {ConnectError.Words(code)}";
            if (state.IsRequired && !HasFailed)
            {
                HasFailed = true;
                news.Clear(); // The session ends with the reason for that, and not with somebody's port.
            }

            news.Enqueue($"{state.Spec}: {state.Problem}");
        }
        else if (!state.IsUp && RemotePort.TryRead(state.Control, out ushort port))
        {
            state.IsUp = true;
            state.Port = port;
            if (state.Spec.Listen is { Path: null, Port: 0 })
            {
                news.Enqueue($"Allocated port {port} for {state.Spec}");
            }
            else if (state.IsReported)
            {
                news.Enqueue($"{state.Spec} is forwarded");
            }
        }
    }

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

        if (request.Kind == RequestKind.Accepted && states.Find(one => one.Number == request.Number && one.Spec.Kind == ForwardKind.Remote) is { } state)
        {
            Accept(state, stream);
        }
        else if (TryBeginOther(request, stream))
        {
            TallyOf(request.Kind)?.Add(stream, isOpener: false);
        }
        else
        {
            stream.Abort(StreamError.NotOffered);
        }

        return true;
    }

    private void Accept(ForwardState state, MuxStream stream)
    {
        state.Tally.Add(stream, isOpener: false);
        if (state.Spec.Target is not { } target)
        {
            _ = stream.Write([StreamRequest.Granted]);
            parts.Add(new SocksStreamPart(this, stream));
        }
        else if (state.Spec.Protocol == ForwardProtocol.Udp)
        {
            parts.Add(new DatagramTarget(stream, new NameLookup(Program, target.Host!, target.Port)));
        }
        else
        {
            parts.Add(new SocketRelay(stream, new Connector(Program, target)));
        }
    }
}
