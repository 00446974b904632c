using System.Globalization;
using Godwit.Platform;

namespace Godwit.Cli.Demo;

/// <summary>The demo with a person: the client has the user's terminal, this process is the link behind it.</summary>
internal static class InteractiveDemo
{
    /// <summary>Runs a session until the client ends, then says what the link did.</summary>
    /// <param name="options">Link, seed and command.</param>
    /// <param name="programs">What to start.</param>
    /// <param name="signals">Collects SIGTERM, SIGHUP, SIGINT and SIGCHLD.</param>
    /// <returns>The client's exit status.</returns>
    /// <exception cref="PlatformException">A process or socket was not to be had; one sentence.</exception>
    public static int Run(DemoOptions options, DemoPrograms programs, SignalSource signals)
    {
        DemoServer server = DemoServer.Start(programs, DemoEnvironment.ForUser(), options.Command);
        using var relay = new LinkRelay(options.Link, options.Seed, UdpAddress.LoopbackIPv4((ushort)server.Port));
        ChildProcess client = ChildProcess.Start(new SpawnOptions
        {
            Path = programs.ClientPath,
            Arguments = [.. programs.ClientArguments, "127.0.0.1", relay.ClientPort.ToString(CultureInfo.InvariantCulture)],
            Environment = DemoEnvironment.WithKey(EnvironmentBlock.Inherit(), server.Key),
        });
        ExitStatus exit = RunRelay(relay, client, signals);
        FileDescriptor.WriteText(FileDescriptor.StandardOutput, DemoTable.FormatLine(options, relay.Up, relay.Down));
        return exit.Code;
    }

    private static ExitStatus RunRelay(LinkRelay relay, ChildProcess client, SignalSource signals)
    {
        var poller = new Poller();
        while (true)
        {
            if (client.TryReap(out ExitStatus exit))
            {
                return exit;
            }

            long now = DemoClock.Now;
            relay.Service(now);
            poller.Clear();
            relay.Watch(poller);
            int signal = poller.Add(signals.Descriptor, PollEvents.Readable);
            poller.Wait(DemoClock.WaitMilliseconds(now, relay.NextDue));
            if (poller.CanRead(signal) && (signals.Drain() & ~SignalSet.ChildExited) != SignalSet.None)
            {
                // The link stays up while the client says goodbye.
                client.Kill(SignalSet.Terminate);
            }
        }
    }
}
