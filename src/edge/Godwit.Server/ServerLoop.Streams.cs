using System.Globalization;
using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>What the session forwards for its client.</summary>
internal sealed partial class ServerLoop
{
    private const string AgentVariable = "SSH_AUTH_SOCK";
    private const string DisplayVariable = "DISPLAY";
    private const string AgentSuffix = ".agent";

    // A client that wants its display forwarded tells the cookie at once, and xauth has it within milliseconds unless its file is locked.
    private const long CookiePatienceMs = 5000;

    private readonly ServerForwarding forwarding = new(Environment.ProcessPath ?? "godwit");
    private int fixedDescriptors;
    private Instant cookieBy = Instant.Never;

    private bool HasStreams => attachment.UsesStreams || forwarding.Count > 0;

    /// <summary>Makes what the session's programs find in their environment, before the first of them starts.</summary>
    private void PrepareForwarding(string? folder)
    {
        string[] wanted = ProcessEnvironment.Get(ServerSettings.ForwardVariable)?.Split(',') ?? [];
        ProcessEnvironment.Set(ServerSettings.ForwardVariable, null);
        try
        {
            if (wanted.Contains(ServerSettings.ForwardsAgent) && folder is not null)
            {
                string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{socket.LocalAddress.Port}-{Environment.ProcessId}{AgentSuffix}"));
                forwarding.ListenForAgent(path);
                ProcessEnvironment.Set(AgentVariable, path);
            }
        }
        catch (PlatformException failure)
        {
            Note($"no agent is forwarded: {failure.Message}.");
        }

        if (wanted.Contains(ServerSettings.RunsCommand))
        {
            runsCommand = forwarding.RunsCommand = true;
        }

        if (wanted.Contains(ServerSettings.ForwardsDisplay) && forwarding.ListenForDisplay() is { } display)
        {
            ProcessEnvironment.Set(DisplayVariable, display);
        }
    }

    private void ServeStreams(Instant now)
    {
        if (HasStreams)
        {
            if (incoming.Length < UdpSocket.BatchMax && attachment.UsesStreams)
            {
                incoming = new byte[UdpSocket.BatchMax];
                batch.Grow();
                socket.Coalesce();
            }

            forwarding.IsAttached = attachment.Connection.HasPeer;
            forwarding.ClientHeardAt = attachment.Connection.LastHeard;
            forwarding.Turn(now, poller, attachment.Streams);
            while (forwarding.TryTakeCommandStream(out StreamRequest request, out MuxStream? stream))
            {
                TakeCommandStream(request, stream);
            }
        }
    }

    /// <summary>As sshd: the session's first program starts when its display can be used. It does not wait for ever.</summary>
    private bool AwaitsCookie(Instant now)
    {
        if (!forwarding.AwaitsCookie)
        {
            cookieBy = Instant.Never;
            return false;
        }

        cookieBy = cookieBy == Instant.Never ? now + CookiePatienceMs : cookieBy;
        return now < cookieBy;
    }

    private void WatchStreams()
    {
        poller.Truncate(fixedDescriptors);
        forwarding.AddTo(poller);
        command?.AddTo(poller);
    }
}
