namespace Godwit.Bench.Meters;

/// <summary>Ends, when it is disposed of, every process that is a descendant of ours and still there. Normally there is none: sessions end their own.</summary>
internal sealed class ProcessGuard : IDisposable
{
    private const double PatienceMilliseconds = 1000;

    public void Dispose()
    {
        Signal(NativeCalls.SignalHangup);
        Signal(NativeCalls.SignalTerminate);
        for (var end = Clock.Now + PatienceMilliseconds; Living().Any(); Thread.Sleep(5))
        {
            if (Clock.Now > end)
            {
                Signal(NativeCalls.SignalKill);
                break;
            }
        }
    }

    private static IEnumerable<int> Living() => ProcessMeter.Descendants(Environment.ProcessId).Where(ProcessMeter.IsAlive);

    private static void Signal(int signal)
    {
        foreach (var process in Living().ToArray())
        {
            _ = NativeCalls.Kill(process, signal);
        }
    }
}
