namespace Godwit.Cli.Doctor.Tests;

public sealed class FarFactsTests
{
    [Fact]
    public void With_LinesOfTheScript_AreTaken()
    {
        FarFacts facts = Read(
            "login 1000 anna", "clock 1732791234.500000000", "firewall /usr/sbin/ufw", "systemd yes", "kill b true", "scope", "linger", "manager", "ended 137");
        Assert.Equal(
            new FarFacts
            {
                IsLoggedIn = true,
                UserId = 1000,
                User = "anna",
                Clock = 1732791234.5,
                ClockIsFine = true,
                Firewall = "ufw",
                HasSystemd = true,
                KillsUserProcesses = true,
                IsInSessionScope = true,
                Lingers = true,
                HasUserManager = true,
                StartStatus = 137,
            },
            facts);
    }

    [Theory]
    [InlineData("1732791234", false)]
    [InlineData("1732791234.%N", false)]
    [InlineData("1732791234.N", false)]
    [InlineData("1732791234.", false)]
    [InlineData("1732791234.000000001", true)]
    public void With_ClockOfAnyDate_IsTaken(string clock, bool isFine)
    {
        FarFacts facts = Read($"clock {clock}");
        Assert.Equal(1732791234, facts.Clock!.Value, tolerance: 0.001);
        Assert.Equal(isFine, facts.ClockIsFine);
    }

    [Theory]
    [InlineData("kill KillUserProcesses=no", false)]
    [InlineData("kill KillUserProcesses=yes", true)]
    [InlineData("kill b false", false)]
    [InlineData("kill", null)]
    public void With_LogindsSetting_IsTaken(string line, bool? kills) => Assert.Equal(kills, Read(line).KillsUserProcesses);

    [Fact]
    public void With_Look_TakesTheLatest()
    {
        FarFacts facts = Read("look 1 alive=yes heard=no Ip: InReceives InDelivers Ip: 10 7", "look 2 alive=no heard=");
        Assert.Equal((2, false, null, null), (facts.Looks, facts.IsServerAlive, facts.WasHeard, facts.Net));
        Assert.Equal(3, Read("look 1 alive=yes heard=no Ip: InReceives InDelivers Ip: 10 7").Net!.Value.Dropped);
    }

    [Theory]
    [InlineData("")]
    [InlineData("look")]
    [InlineData("look x alive=yes heard=yes")]
    [InlineData("ended")]
    [InlineData("ended -1")]
    [InlineData("clock")]
    [InlineData("clock noon")]
    [InlineData("something else")]
    public void With_SomethingElse_ChangesNothing(string line) => Assert.Equal(new FarFacts(), Read(line));

    private static FarFacts Read(params string[] lines) => lines.Aggregate(new FarFacts(), (facts, line) => facts.With(line));
}
