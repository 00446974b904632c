using System.Globalization;
using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>What the session forwards for its client.</summary>
internal sealed partial class ServerLoop
{
    private const string AgentVariable = "SSH_AUTH_SOCK";
    private const string DisplayVariable = "DISPLAY";
    private const string AgentSuffix = ".agent";

    private readonly ServerForwarding forwarding = new(Environment.ProcessPath ?? "godwit");
    private int fixedDescriptors;

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
            runsCommand = true;
            forwarding.Others = TryTakeCommand;
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
            forwarding.Turn(now, poller, attachment.Streams);
        }
    }

    private void WatchStreams()
    {
        poller.Truncate(fixedDescriptors);
        forwarding.AddTo(poller);
        command?.AddTo(poller);
    }
}
