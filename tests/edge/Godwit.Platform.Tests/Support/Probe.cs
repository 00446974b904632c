using System.Reflection;
using System.Runtime.CompilerServices;

namespace Godwit.Platform.Tests;

/// <summary>
/// The test program started again as a process of its own, for what cannot be tried inside a test runner (terminal modes of
/// standard input, exec, signals from birth). The environment variable names the part to play.
/// </summary>
internal static class Probe
{
    private const string Variable = "GODWIT_PLATFORM_PROBE";

    /// <summary>How to start the test program in a role.</summary>
    public static SpawnOptions Options(string role, SignalSet blocked = SignalSet.None, DescriptorMapping[]? descriptors = null)
    {
        var environment = EnvironmentBlock.Inherit();
        environment.Set(Variable, role);
        environment.Set("PROBE_SECRET", "swordfish");
        var program = Environment.ProcessPath!;
        string[] arguments = Path.GetFileName(program) == "dotnet"
            ? [program, Assembly.GetExecutingAssembly().Location]
            : [program];
        return new()
        {
            Path = program,
            Arguments = arguments,
            Environment = environment,
            BlockedSignals = blocked,
            Descriptors = descriptors ?? [],
        };
    }

    [ModuleInitializer]
    internal static void PlayRole()
    {
        var role = ProcessEnvironment.Get(Variable);
        if (role is not null)
        {
            Environment.Exit(Play(role));
        }
    }

    private static int Play(string role) => role switch
    {
        "raw" => Raw(),
        "crash" => Crash(),
        "output" => Output(),
        "signals" => Signals(),
        "exec" => Exec(),
        "secret" => Secret(),
        "protect" => Protect(),
        "udp" => Udp(),
        _ => 99,
    };

    private static void Say(string text) => _ = FileDescriptor.WriteText(FileDescriptor.StandardOutput, text + "\n");

    // What it starts is free again: the user's own programs are his.
    private static int Protect()
    {
        if (ProcessEnvironment.Get("PROBE_SECOND") is not null)
        {
            Say($"{ProcessEnvironment.IsMemoryProtected}");
            return 0;
        }

        bool before = ProcessEnvironment.IsMemoryProtected;
        ProcessEnvironment.ProtectMemory();
        Say($"{before} {ProcessEnvironment.IsMemoryProtected}");
        ProcessEnvironment.Set("PROBE_SECOND", "1");
        return ChildProcess.Start(Options("protect")).Wait().Code;
    }

    private static int Raw()
    {
        Span<byte> key = stackalloc byte[16];
        var terminal = RawTerminal.Open();
        terminal.EnterRaw();
        terminal.EnterRaw();
        _ = RawTerminal.TryGetSize(out var size);
        _ = FileDescriptor.WriteAll(FileDescriptor.StandardOutput, "\u001b[1mraw\r\n"u8);
        Say($"{size.Columns}x{size.Rows}");
        var read = RawTerminal.Read(key);
        Say($"key {key[0]} of {read.Count}");
        terminal.Restore();
        terminal.Restore();
        Say("restored");
        _ = RawTerminal.Read(key);
        return 0;
    }

    /// <summary>More than the terminal takes; then a key says that somebody reads.</summary>
    private static int Output()
    {
        RawTerminal.Open().EnterRaw();
        using var output = TerminalOutput.Open();
        output.Write(new string('x', 200_000).Select(letter => (byte)letter).ToArray());
        output.Write("end"u8);
        var isKept = output.IsBusy && !output.Drain(100);
        _ = FileDescriptor.WriteText(FileDescriptor.StandardError, "written");
        _ = RawTerminal.Read(new byte[1]);
        return isKept && output.Drain(Limits.PatienceMilliseconds) ? 7 : 8;
    }

    private static int Crash()
    {
        var terminal = RawTerminal.Open();
        AppDomain.CurrentDomain.UnhandledException += (_, _) =>
        {
            terminal.Restore();
            Say("emergency");
            Environment.Exit(42);
        };
        terminal.EnterRaw();
        Say("raw");
        _ = RawTerminal.Read(new byte[1]);
        throw new InvalidOperationException("on purpose");
    }

    private static int Signals()
    {
        using var source = SignalSource.Open(SignalSet.Server);
        var poller = new Poller();
        var index = poller.Add(source.Descriptor, PollEvents.Readable);
        Say("ready");
        var deadline = MonotonicClock.Milliseconds + Limits.PatienceMilliseconds;
        while (MonotonicClock.Milliseconds < deadline)
        {
            _ = poller.Wait(deadline - MonotonicClock.Milliseconds);
            if (!poller.CanRead(index))
            {
                continue; // Interrupted.
            }

            var came = source.Drain();
            Say($"came {came}");
            if (came.HasFlag(SignalSet.Terminate))
            {
                return 0;
            }
        }

        return 1;
    }

    private static int Exec()
    {
        using var source = SignalSource.Open(SignalSet.Client);
        SignalSource.Ignore(SignalSet.Hangup);
        var failed = ProcessImage.Replace("no-such-program-of-godwit", ["x"]);
        Say($"failed {failed.ErrorNumber}");
        throw ProcessImage.Replace("sh", ["-renamed", "-c", "echo $0 $GODWIT_PLATFORM_PROBE; grep -E 'Sig(Blk|Ign)' /proc/self/status"]);
    }

    private static int Secret()
    {
        var shownBefore = File.ReadAllText("/proc/self/environ").Contains("swordfish", StringComparison.Ordinal);
        var taken = ProcessEnvironment.Take("PROBE_SECRET");
        var again = ProcessEnvironment.Take("PROBE_SECRET") ?? "nothing";
        var shown = File.ReadAllText("/proc/self/environ").Contains("swordfish", StringComparison.Ordinal);
        var inherited = EnvironmentBlock.Inherit().Get("PROBE_SECRET") ?? "nothing";
        Say($"{shownBefore} {taken} {again} {shown} {inherited}");
        return 0;
    }

    private static int Udp()
    {
        using var socket = UdpSocket.Adopt(7);
        var key = new LineReader(8);
        _ = key.TryRead(out var line);
        var poller = new Poller();
        _ = poller.Add(socket.Descriptor, PollEvents.Readable);
        _ = poller.Wait(Limits.PatienceMilliseconds);
        Span<byte> buffer = stackalloc byte[64];
        var received = socket.Receive(buffer, out var from, out _, out _);
        line.CopyTo(buffer[received.Count..]);
        return socket.SendTo(from, buffer[..(received.Count + line.Length)]).IsDone ? 0 : 1;
    }
}
