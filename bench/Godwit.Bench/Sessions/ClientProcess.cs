using System.Globalization;
using System.Text;
using Godwit.Bench.Meters;
using Godwit.Platform;

namespace Godwit.Bench.Sessions;

/// <summary>
/// A <c>mosh-client</c> in a terminal of ours. What it shows is judged by the octets it draws: every text that is waited
/// for is written at once onto an empty part of the screen, and has characters that nothing else on the way has.
/// </summary>
internal sealed class ClientProcess : IDisposable
{
    private const int ReadSize = 1 << 16;
    private const double EndPatienceMilliseconds = 1000;

    private readonly EventLoop loop;
    private readonly Pty terminal;
    private readonly ChildProcess process;
    private readonly byte[] buffer = new byte[ReadSize];
    private readonly double started;
    private readonly List<byte> unmatched = [];
    private readonly List<(byte[] Text, Action<double> Seen)> wanted = [];

    /// <summary>Starts the client towards a port of this machine.</summary>
    public ClientProcess(EventLoop loop, SystemUnderTest system, string home, ushort port, string key, WindowSize size)
    {
        this.loop = loop;
        var environment = SystemUnderTest.Environ(home);
        environment.Set("MOSH_KEY", key);
        environment.Set("MOSH_PREDICTION_DISPLAY", "never"); // An echo shall be the server's.
        terminal = Pty.Open(size);
        started = Clock.Now;
        process = terminal.Spawn(new SpawnOptions
        {
            Path = system.Client,
            Arguments = ["mosh-client", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture)],
            Environment = environment,
        });
        loop.Watch(terminal.Descriptor, Read);
    }

    public int ProcessId => process.ProcessId;

    /// <summary>True after the client has closed its terminal.</summary>
    public bool Ended { get; private set; }

    /// <summary>Calls back when the text is drawn from now on, with the milliseconds since the client's start.</summary>
    public void Expect(string text, Action<double> seen)
    {
        if (wanted.Count == 0)
        {
            unmatched.Clear();
        }

        wanted.Add((Encoding.UTF8.GetBytes(text), seen));
    }

    public void Type(string keys)
    {
        // A terminal takes a few kilobytes without anybody reading; we type single keys.
        if (!terminal.Write(Encoding.UTF8.GetBytes(keys)).IsDone)
        {
            throw new BenchException("the client does not take keys any more");
        }
    }

    public void Dispose()
    {
        StopReading();
        terminal.Dispose();
        process.Kill(SignalSet.Terminate);
        for (var end = Clock.Now + EndPatienceMilliseconds; !process.TryReap(out _); Thread.Sleep(1))
        {
            if (Clock.Now > end)
            {
                _ = NativeCalls.Kill(ProcessId, NativeCalls.SignalKill);
            }
        }
    }

    private void Read()
    {
        var result = terminal.Read(buffer);
        var now = Clock.Now;
        if (result.IsDone)
        {
            Match(buffer.AsSpan(0, result.Count), now - started);
        }
        else if (result.Status != IoStatus.WouldBlock)
        {
            StopReading();
        }
    }

    private void Match(ReadOnlySpan<byte> drawn, double time)
    {
        if (wanted.Count == 0)
        {
            return; // A flood need not be looked at.
        }

        unmatched.AddRange(drawn);
        var text = unmatched.ToArray();
        for (var i = wanted.Count - 1; i >= 0; i--)
        {
            var (bytes, seen) = wanted[i];
            if (text.AsSpan().IndexOf(bytes) >= 0)
            {
                wanted.RemoveAt(i);
                seen(time);
            }
        }

        // Enough to find a text that was cut by the read.
        var longest = wanted.Count == 0 ? 0 : wanted.Max(want => want.Text.Length);
        unmatched.RemoveRange(0, Math.Max(0, unmatched.Count - longest));
    }

    private void StopReading()
    {
        if (!Ended)
        {
            Ended = true;
            loop.Forget(terminal.Descriptor);
        }
    }
}
