using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;
using Godwit.Platform;

namespace Godwit.Bench.Forwarding;

/// <summary>An <c>ssh -N -L</c> beside a session whose system forwards nothing: what people do who use stock Mosh.</summary>
internal sealed class SshForwarder : IDisposable
{
    private const double EndPatienceMilliseconds = 1000;

    private readonly ChildProcess client;

    private SshForwarder(ChildProcess client) => this.client = client;

    /// <summary>Starts it; its port opens when it has logged in at the sshd of the session.</summary>
    public static SshForwarder Start(TableContext bench, LiveSession session)
    {
        IReadOnlyList<string> arguments =
            [.. SshServer.Command("ssh", bench.Folder), "-N", "-o", "ExitOnForwardFailure=yes", .. ForwardedTransfer.Option, SshServer.Host(session.Route.ServerAddress)];
        return new(session.Route.OnClient(() => ChildProcess.Start(new SpawnOptions
        {
            Path = arguments[0],
            Arguments = arguments,
            Environment = SystemUnderTest.Environ(bench.Folder.Home),
            NewSession = true,
            Descriptors = [new(0, DescriptorMapping.Null), new(1, DescriptorMapping.Null), new(2, DescriptorMapping.Null)],
        })));
    }

    public void Dispose()
    {
        client.Kill(SignalSet.Terminate);
        for (var end = Clock.Now + EndPatienceMilliseconds; !client.TryReap(out _); Thread.Sleep(1))
        {
            if (Clock.Now > end)
            {
                _ = NativeCalls.Kill(client.ProcessId, NativeCalls.SignalKill);
            }
        }
    }
}
