using System.Globalization;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>Tells the log and the user's hooks what becomes of the session, once each; looks at it in each turn and decides nothing for it.</summary>
internal sealed class ClientEvents(EventLog log, ContactHooks hooks)
{
    private readonly SilenceWatch silence = new();
    private bool isAttached;
    private bool isLeft;
    private UdpAddress server;
    private UdpAddress source;

    /// <summary>When <see cref="Update"/> has something to tell though nothing arrives; nobody is woken if nobody listens.</summary>
    public Instant NextDeadline(Instant now) => IsOn && !isLeft ? Instant.Min(silence.Deadline, hooks.NextDeadline(now)) : Instant.Never;

    private bool IsOn => log.IsOn || hooks.IsOn;

    /// <summary>The session begins.</summary>
    /// <param name="host">As the user named it.</param>
    /// <param name="port">The server's.</param>
    public void Start(string host, int port) => log.Write("start", "version", BuildVersion.Number, "host", host, "port", Text(port));

    /// <summary>Once a turn, after what arrived.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="session">What is looked at.</param>
    /// <param name="newServer">Where the server is spoken to.</param>
    /// <param name="newSource">Our address on the way there.</param>
    public void Update(Instant now, ClientSession session, in UdpAddress newServer, in UdpAddress newSource)
    {
        if (!IsOn || isLeft)
        {
            return;
        }

        if (!isAttached)
        {
            isAttached = session.IsConnected;
            (server, source) = (newServer, newSource);
            if (isAttached)
            {
                log.Write("attach", "address", server.ToEndpointString());
            }
        }

        Follow("server", ref server, newServer);
        Follow("client", ref source, newSource);
        if (silence.Update(now, session.Connection.LastHeard))
        {
            log.Write(silence.IsLost ? "lost" : "resumed", silence.IsLost ? "silent_s" : "after_s", Text(silence.SilenceMs / 1000));
            hooks.Note(silence.IsLost, silence.SilenceMs);
        }

        hooks.Update(now);
        if (session.IsClosing)
        {
            isLeft = true;
            log.Write("detach");
        }
    }

    /// <summary>The session is over.</summary>
    /// <param name="status">The client's exit status.</param>
    public void End(int status) => log.Write("end", "status", Text(status));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Follow(string side, ref UdpAddress old, in UdpAddress current)
    {
        if (old != current)
        {
            log.Write("roam", "side", side, "from", old.ToEndpointString(), "to", current.ToEndpointString());
            old = current;
        }
    }
}
