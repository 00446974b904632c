using System.Runtime.InteropServices;

namespace Godwit.Bench.Sessions;

/// <summary>Makes the loop stop, instead of the process, when somebody interrupts, ends or hangs up: sessions are ended first.</summary>
internal sealed class InterruptSignals(EventLoop loop) : IDisposable
{
    private readonly PosixSignalRegistration[] registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            loop.Interrupt();
        })),
    ];

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
    }
}
