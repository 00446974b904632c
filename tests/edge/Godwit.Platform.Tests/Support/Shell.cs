using System.Text;

namespace Godwit.Platform.Tests;

/// <summary>A program on a pty with its output as text.</summary>
internal sealed class Shell : IDisposable
{
    private readonly StringBuilder output = new();
    private readonly Poller poller = new();

    public Shell(Pty pty, ChildProcess child)
    {
        Pty = pty;
        Child = child;
        _ = poller.Add(pty.Descriptor, PollEvents.Readable);
    }

    public Pty Pty { get; }

    public ChildProcess Child { get; }

    public static SpawnOptions Script(string script, params string[] environment) => new()
    {
        Path = "/bin/sh",
        Arguments = ["sh", "-c", script],
        Environment = With(environment),
    };

    public static Shell Start(string script, WindowSize? size = null)
    {
        var pty = Pty.Open(size ?? new(80, 24));
        return new Shell(pty, pty.Spawn(Script(script)));
    }

    /// <summary>Runs a script on a pty to its end; lines without CR.</summary>
    public static string Run(string script) => Run(Script(script));

    public static string Run(SpawnOptions options)
    {
        var pty = Pty.Open(new(80, 24));
        using var shell = new Shell(pty, pty.Spawn(options));
        return shell.ReadToEnd();
    }

    public string ReadUntil(string expected)
    {
        while (!output.ToString().Contains(expected, StringComparison.Ordinal))
        {
            if (!ReadSome())
            {
                Assert.Fail($"The terminal was closed before '{expected}' came. It said: {output}");
            }
        }

        return output.ToString().Replace("\r", "", StringComparison.Ordinal);
    }

    public string ReadToEnd()
    {
        while (ReadSome())
        {
        }

        _ = Child.Wait();
        return output.ToString().Replace("\r", "", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Pty.Dispose();
        Child.Kill(SignalSet.Hangup);
        _ = Child.Wait();
    }

    private static EnvironmentBlock With(string[] variables)
    {
        var environment = EnvironmentBlock.Inherit();
        environment.Set("LC_ALL", "C.UTF-8");
        foreach (var variable in variables)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            environment.Set(variable[..equals], variable[(equals + 1)..]);
        }

        return environment;
    }

    private bool ReadSome()
    {
        var deadline = MonotonicClock.Milliseconds + Limits.PatienceMilliseconds;
        Span<byte> buffer = stackalloc byte[4096];
        while (true)
        {
            var result = Pty.Read(buffer);
            if (result.IsDone)
            {
                output.Append(Encoding.UTF8.GetString(buffer[..result.Count]));
                return true;
            }

            if (result.Status != IoStatus.WouldBlock)
            {
                return false;
            }

            var left = deadline - MonotonicClock.Milliseconds;
            Assert.True(left > 0, $"Nothing came from the terminal for too long. It said: {output}");
            _ = poller.Wait(left);
        }
    }
}
