using System.Text;
using Godwit.Platform;
using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Server.Tests;

/// <summary>Real programs on a real pty.</summary>
public sealed class ProgramWatchTests : IDisposable
{
    private const long PatienceMs = 30_000;

    private readonly Pty pty = Pty.Open(new WindowSize(80, 24));
    private readonly StringBuilder output = new();
    private readonly byte[] buffer = new byte[4096];
    private readonly ProgramWatch watch;
    private ChildProcess? child;

    public ProgramWatchTests() => watch = new ProgramWatch(pty);

    public void Dispose()
    {
        pty.Dispose();
        child?.Wait();
    }

    [Fact]
    public void Look_ShellScript_SeesWhatItSets()
    {
        Start("/bin/sh", "-c", "read a; stty -echo; echo off; read a; stty echo erase ^H kill ^K werase ^X; echo on; read a; stty -echoe; echo paper; read a; stty raw -echo; echo raw; read a");
        ProgramState state = WaitUntil(state => state is { IsKnown: true, Echo: true, IsCanonical: true, Name: "sh" });
        Assert.Equal((0x7F, 0x17, 0x15), (state.Erase, state.WordErase, state.Kill));

        Type("\n");
        state = WaitUntilOutput("off");
        Assert.True(state.IsSecret);
        Type("\n");
        state = WaitUntilOutput("on");
        Assert.Equal((true, 0x08, 0x18, 0x0B), (state.Echo, state.Erase, state.WordErase, state.Kill));
        Type("\n");
        state = WaitUntilOutput("paper");
        Assert.Equal((true, 0, 0, 0), (state.Echo, state.Erase, state.WordErase, state.Kill));
        Type("\n");
        state = WaitUntilOutput("raw");
        Assert.Equal((true, false, false), (state.IsKnown, state.Echo, state.IsCanonical));
    }

    [Fact]
    public void Look_InteractiveShell_SeesWhoIsInTheForeground()
    {
        Start("/bin/bash", "--norc", "--noprofile", "-i");
        ProgramState prompt = WaitUntil(state => state is { Name: "bash", Echo: false, IsCanonical: false });
        Type("cat\n");
        ProgramState cat = WaitUntil(state => state is { Name: "cat", Echo: true, IsCanonical: true });
        Assert.True(cat.ForegroundChanges > prompt.ForegroundChanges);
        Type("\x04");
        ProgramState again = WaitUntil(state => state is { Name: "bash", Echo: false, IsCanonical: false });
        Assert.True(again.ForegroundChanges > cat.ForegroundChanges);
        Type("sleep 1000\n");
        WaitUntil(state => state is { Name: "sleep", Echo: true });
        Type("\x03");
        WaitUntil(state => state is { Name: "bash", Echo: false });
    }

    [Fact]
    public void Look_ProgramStopsTheEchoWithoutAWord_IsSeenByItsOwnWakeUps()
    {
        Start("/bin/bash", "--norc", "--noprofile", "-i");
        WaitUntil(state => state is { Name: "bash", Echo: false });
        Type("sleep 0.3; read -s secret\n");
        WaitUntil(state => state.Echo);

        // From here on only the deadlines of the watch, as in the loop of a session where nothing happens.
        ProgramState state = WaitUntil(state => state.IsSecret, readsOutput: false);
        Assert.Equal("bash", state.Name);
    }

    [Fact]
    public void Look_NameOfTheProgramIsHostile_CanBeShown()
    {
        Start("/bin/bash", "-c", "printf '\\033[2J\\n-and-so-on-for-ever' > /proc/self/comm; printf 'x\\033]0;y' > /proc/$$/comm; echo ready; read a");
        WaitUntilOutput("ready");
        ProgramState state = WaitUntil(state => state.Name.StartsWith('x'));
        Assert.Equal("x?]0;y", state.Name);
    }

    [Fact]
    public void Look_PtyGone_NothingIsKnown()
    {
        Start("/bin/sh", "-c", "read a");
        WaitUntil(state => state.IsKnown);
        pty.Dispose();
        Assert.Equal(default, watch.Look(new Instant(0)));
        Assert.Equal(Instant.Never, watch.Deadline);
    }

    [Theory]
    [InlineData("stty -echo; echo ready; read a", 1)]
    [InlineData("echo ready; read a", 5)]
    public void Deadline_NothingHappens_ComesEverLaterAndEnds(string script, int looks)
    {
        Start("/bin/sh", "-c", script);
        WaitUntilOutput("ready");
        Instant start = new(1_000_000), now = start;
        watch.NoteActivity(now);
        int count = 0;
        for (watch.Look(now); watch.Deadline != Instant.Never; watch.Look(now))
        {
            Assert.True(watch.Deadline > now);
            now = watch.Deadline;
            count++;
        }

        Assert.Equal(looks, count);
        Assert.InRange(now - start, ProgramWatch.FirstLookMs, 2 * ProgramWatch.LastLookMs);
    }

    private void Start(params string[] arguments) => child = pty.Spawn(new SpawnOptions { Path = arguments[0], Arguments = arguments });

    private void Type(string keys)
    {
        Assert.True(pty.Write(Encoding.ASCII.GetBytes(keys)).IsDone);
        watch.NoteActivity(new Instant(MonotonicClock.Milliseconds));
    }

    private ProgramState WaitUntilOutput(string text)
    {
        ProgramState state = WaitUntil(_ => output.ToString().Contains(text, StringComparison.Ordinal));
        output.Clear();
        return state;
    }

    private ProgramState WaitUntil(Func<ProgramState, bool> condition, bool readsOutput = true)
    {
        var poller = new Poller();
        poller.Add(pty.Descriptor, readsOutput ? PollEvents.Readable : PollEvents.None);
        long start = MonotonicClock.Milliseconds;
        while (true)
        {
            var now = new Instant(MonotonicClock.Milliseconds);
            for (IoResult result; readsOutput && (result = pty.Read(buffer)).IsDone;)
            {
                output.Append(Encoding.ASCII.GetString(buffer, 0, result.Count));
                watch.NoteActivity(now);
            }

            ProgramState state = watch.Look(now);
            if (condition(state))
            {
                return state;
            }

            Assert.True(now.Milliseconds - start < PatienceMs, $"still {state} after {output}");
            poller.Wait(watch.Deadline == Instant.Never ? PatienceMs : Math.Max(0, watch.Deadline - now));
        }
    }
}
