using Godwit.Sync;
using Godwit.Testing;

namespace Godwit.Session.Tests;

/// <summary>What the server knows of the program, on its way to the client.</summary>
public sealed class ProgramTests
{
    private const int Delay = 30;

    private static readonly ProgramState Cat = new() { IsKnown = true, Echo = true, IsCanonical = true, Erase = 0x7F, WordErase = 0x17, Kill = 0x15, Name = "cat" };
    private static readonly ProgramState Bash = Cat with { Echo = false, IsCanonical = false, ForegroundChanges = 1, Name = "bash" };
    private static readonly ProgramState Sudo = Cat with { Echo = false, ForegroundChanges = 2, Name = "sudo" };

    [Fact]
    public void Program_WithOutput_TravelsInOneFrame()
    {
        using SessionPair pair = Connected(Bash);
        bool torn = false;
        pair.Drawn = () => torn |= Client(pair).IsSecret != (pair.Client.Connection.Remote.Screen.CursorColumn == 10);
        pair.Print("Password: "u8);
        pair.Server.HandleProgram(Sudo);
        Assert.True(pair.RunUntil(() => Client(pair) == Sudo, Delay + 5));
        pair.Print("\r\n"u8);
        pair.Server.HandleProgram(Bash);
        Assert.True(pair.RunUntil(() => Client(pair) == Bash, Delay + 5));
        Assert.False(torn, "a picture came with the state of another");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Program_StopsTheEchoWithoutOutput_IsToldAtOnce(bool echoedBefore)
    {
        using SessionPair pair = Connected(echoedBefore ? Cat : Bash);
        pair.Server.HandleProgram(Sudo);
        Assert.True(pair.RunUntil(() => Client(pair) == Sudo, Delay + 5));
    }

    [Fact]
    public void Program_ChangesOtherwiseWithoutOutput_WaitsForARideThenGoesAlone()
    {
        using SessionPair pair = Connected(Bash);
        pair.Server.HandleProgram(Cat);
        Assert.False(pair.RunUntil(() => Client(pair) == Cat, EchoAckClock.RideMs - 1));
        Assert.True(pair.RunUntil(() => Client(pair) == Cat, Delay + 10));

        pair.Server.HandleProgram(Bash);
        pair.RunFor(300);
        pair.Server.HandleProgram(Cat);
        pair.RunFor(10);
        pair.Print("x"u8);
        Assert.True(pair.RunUntil(() => Client(pair) == Cat, Delay + 5));
    }

    [Fact]
    public void Program_ChangesAndBackWithinTheRide_CostsNothing()
    {
        using SessionPair pair = Connected(Bash);
        int sent = pair.Down.Sent;
        pair.Server.HandleProgram(Cat);
        pair.RunFor(EchoAckClock.RideMs / 2);
        pair.Server.HandleProgram(Bash);
        pair.RunFor(1000);
        Assert.Equal(sent, pair.Down.Sent);
        Assert.Equal(Bash, Client(pair));
    }

    [Fact]
    public void Program_WhileThePictureIsHeld_WaitsForItUnlessTheEchoStops()
    {
        using SessionPair pair = Connected(Bash);
        pair.Print("\e[?2026hhalf"u8);
        pair.RunFor(1);
        pair.Server.HandleProgram(Cat);
        Assert.False(pair.RunUntil(() => Client(pair) == Cat, Delay + 60));
        pair.Server.HandleProgram(Sudo);
        Assert.True(pair.RunUntil(() => Client(pair) == Sudo, Delay + 5));
    }

    [Fact]
    public void Program_OverALossyLink_IsTheServersInTheEnd()
    {
        var random = new Random(9);
        using SessionPair pair = Connected(Bash);
        pair.SetConditions(new LinkConditions { Delay = Delay, Loss = 0.3, Reordering = 0.1 });
        for (int step = 0; step < 300; step++)
        {
            pair.Server.HandleProgram(random.Next(3) switch { 0 => Bash, 1 => Cat, _ => Sudo } with { ForegroundChanges = (uint)step });
            pair.RunFor(random.Next(80));
        }

        Assert.True(pair.RunUntil(() => Client(pair) == pair.Server.Attachments[0].Connection.Local.Program && Client(pair).ForegroundChanges == 299, 30_000));
    }

    [Fact]
    public void Program_StockClient_IsToldNothing()
    {
        using var pair = new SessionPair(2, isStockClient: true);
        NothingIsTold(pair);
    }

    [Fact]
    public void Program_GodwitOfBefore_IsToldNothing()
    {
        using var pair = new SessionPair(2, clientFeatures: Features.Ours with { Bits = Features.Ours.Bits & ~Features.Program });
        NothingIsTold(pair);
    }

    private static void NothingIsTold(SessionPair pair)
    {
        pair.RunFor(1000);
        int sent = pair.Down.Sent;
        pair.Server.HandleProgram(Cat);
        pair.RunFor(300);
        pair.Server.HandleProgram(Sudo);
        pair.RunFor(300);
        Assert.Equal(default, pair.Server.Attachments[0].Connection.Local.Program);
        Assert.Equal(default, Client(pair));
        Assert.InRange(pair.Down.Sent - sent, 0, 1);
    }

    private static ProgramState Client(SessionPair pair) => pair.Client.Connection.Remote.Program;

    private static SessionPair Connected(ProgramState program)
    {
        var pair = new SessionPair(4);
        pair.SetConditions(new LinkConditions { Delay = Delay });
        pair.Server.HandleProgram(program);
        Assert.True(pair.RunUntil(() => Client(pair) == program, 1000));
        pair.RunFor(1000);
        return pair;
    }
}
