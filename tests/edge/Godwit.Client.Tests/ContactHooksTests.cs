using Godwit.Client.Tests.Support;
using Godwit.Transport;

namespace Godwit.Client.Tests;

public sealed class ContactHooksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("godwit-hooks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Update_LostAndBack_RunsEachCommandOnceWithWhatItNeeds()
    {
        var hooks = new ContactHooks(Say("lost"), Say("back"), "me@host");
        hooks.Update(At(0));
        hooks.Note(lost: true, 61_400);
        hooks.Update(At(1));
        hooks.Update(At(2));
        AwaitLines("lost me@host 61");
        hooks.Note(lost: false, 99_999);
        Assert.True(RealSession.WaitFor(() => Next(hooks, 20_000) && Lines().Length == 2));
        hooks.Update(At(40_000));
        AwaitLines("lost me@host 61", "back me@host 99");
        Assert.True(RealSession.WaitFor(() => Next(hooks, 40_001) && hooks.NextDeadline(At(40_001)) == Instant.Never), "Nobody collects what has ended.");
    }

    [Fact]
    public void Update_NextEventIsTooSoon_WaitsItsTurnAndWakesForIt()
    {
        var hooks = new ContactHooks(Say("lost"), Say("back"), "host");
        hooks.Note(lost: true, 60_000);
        hooks.Update(At(0));
        AwaitLines("lost host 60");
        hooks.Note(lost: false, 60_500);
        Assert.True(RealSession.WaitFor(() => Next(hooks, ContactHooks.GapMs - 1) && hooks.NextDeadline(At(ContactHooks.GapMs - 1)) == At(ContactHooks.GapMs)));
        Assert.Single(Lines());
        hooks.Update(At(ContactHooks.GapMs));
        AwaitLines("lost host 60", "back host 60");
    }

    [Fact]
    public void Update_CommandThatDoesNotEnd_IsNotWaitedForAndRunsAlone()
    {
        var hooks = new ContactHooks($"echo $$ >>{folder}/out; until [ -e {folder}/go ]; do sleep 0.05; done", Say("back"), "host");
        hooks.Note(lost: true, 60_000);
        hooks.Update(At(0));
        Assert.True(RealSession.WaitFor(() => Lines().Length == 1));
        Assert.Equal((At(1500), At(80_000)), (hooks.NextDeadline(At(500)), hooks.NextDeadline(At(40_000))));
        hooks.Note(lost: false, 90_000);
        hooks.Update(At(50_000));
        Assert.Single(Lines());
        Assert.InRange(hooks.NextDeadline(At(50_000)) - At(50_000), 1, 2000);
        File.WriteAllText(Path.Combine(folder, "go"), "");
        Assert.True(RealSession.WaitFor(() => Next(hooks, 60_000) && Lines().Length == 2));
    }

    [Fact]
    public void Update_BackBeforeItsTurn_IsNotTold()
    {
        var hooks = new ContactHooks(Say("lost"), Say("back"), "host");
        hooks.Note(lost: true, 60_000);
        hooks.Note(lost: false, 60_000);
        hooks.Update(At(0));
        Assert.Equal(Instant.Never, hooks.NextDeadline(At(0)));
        Assert.Empty(Lines());
    }

    /// <summary>Nothing of the user's terminal: no descriptor, and a session of its own.</summary>
    [Fact]
    public void Update_Command_HasNothingOfTheTerminal()
    {
        string probe = $"for n in 0 1 2; do readlink /proc/$$/fd/$n; done >{folder}/new; cut -d' ' -f6 /proc/$$/stat >>{folder}/new; echo $$ >>{folder}/new; mv {folder}/new {folder}/out";
        var hooks = new ContactHooks(probe, null, "host");
        hooks.Note(lost: true, 60_000);
        hooks.Update(At(0));
        Assert.True(RealSession.WaitFor(() => Lines().Length == 5));
        string[] lines = Lines();
        Assert.Equal(["/dev/null", $"{folder}/new", "/dev/null"], lines[..3]);
        Assert.Equal(lines[4], lines[3]);
    }

    [Fact]
    public void Update_NoCommandForThis_StartsNothing()
    {
        var hooks = new ContactHooks(null, Say("back"), "host");
        hooks.Note(lost: true, 60_000);
        hooks.Update(At(0));
        hooks.Note(lost: false, 61_000);
        hooks.Update(At(1));
        AwaitLines("back host 61");
    }

    private static Instant At(long milliseconds) => new(milliseconds);

    private static bool Next(ContactHooks hooks, long milliseconds)
    {
        hooks.Update(At(milliseconds));
        return true;
    }

    private string Say(string word) => $"echo {word} $GODWIT_HOST $GODWIT_SILENT_SECONDS >>{folder}/out";

    private string[] Lines() => File.Exists(Path.Combine(folder, "out")) ? File.ReadAllLines(Path.Combine(folder, "out")) : [];

    private void AwaitLines(params string[] expected)
    {
        _ = RealSession.WaitFor(() => Lines().Length >= expected.Length);
        Assert.Equal(expected, Lines());
    }
}
