using System.Reflection;
using Godwit.Platform;

namespace Godwit.Cli.Doctor.Tests;

/// <summary>Observations in, sentence and remedy out.</summary>
public sealed class DiagnosisTests
{
    private const int Burst = 40;

    private static readonly FarFacts LoggedIn = new() { IsLoggedIn = true, User = "u", UserId = 1000 };

    // A server that runs and says nothing.
    private static readonly Observations Silent = new()
    {
        Host = "host",
        LookedUp = "host.example",
        Addresses = ["192.0.2.1"],
        Address = "192.0.2.1",
        Far = LoggedIn with { StartStatus = null, IsServerAlive = true, WasHeard = false },
        Port = 60001,
        ServerProcess = 77,
        Burst = Burst,
        CountedThere = default(NetCounters),
        AnsweredAfterMs = 2500,
    };

    [Fact]
    public void OfPath_EveryCombination_HasOneFailureWithItsRemedy()
    {
        bool?[] flags = [null, false, true];
        NetCounters?[] counters = [null, default(NetCounters), new(Burst, 0, 0, 0), new(Burst, Burst, Burst, 0), new(Burst, Burst, 0, Burst), new(20, 20, 0, 0)];
        foreach (bool? isAlive in flags)
        {
            foreach (bool? wasHeard in flags)
            {
                foreach (int? status in new int?[] { null, 0, 1, 137 })
                {
                    foreach (NetworkFault sent in Enum.GetValues<NetworkFault>())
                    {
                        foreach (NetworkFault reported in Enum.GetValues<NetworkFault>())
                        {
                            foreach (NetCounters? counted in counters)
                            {
                                Observations o = Silent with
                                {
                                    Far = LoggedIn with { IsServerAlive = isAlive, WasHeard = wasHeard, StartStatus = status },
                                    SendFault = sent,
                                    ReportedFault = reported,
                                    CountedThere = counted,
                                    CountedHere = counted,
                                };
                                (Finding there, Finding back) = Diagnosis.OfPath(o);
                                Assert.Single(new[] { there, back }, IsWhole);
                                Assert.Single(new[] { there, back }, finding => finding.Verdict == Verdict.Failed);
                            }
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void OfPath_Answered_IsWellWhateverElseWasSeen()
    {
        (Finding there, Finding back) = Diagnosis.OfPath(Silent with { IsAnswered = true, ReportedFault = NetworkFault.HostUnreachable, Unauthentic = 3 });
        Assert.Equal((Verdict.Ok, Verdict.Ok), (there.Verdict, back.Verdict));
    }

    [Fact]
    public void OfPath_OwnFirewall_IsBlockedHereWithTheToolThatIsThere()
    {
        Assert.Equal(Cause.BlockedHere, There(Silent with { SendFault = NetworkFault.Forbidden }).Cause);
        Assert.Contains("ufw allow out", There(Silent with { SendFault = NetworkFault.Forbidden, Firewall = "ufw" }).Remedy, StringComparison.Ordinal);
        Assert.Contains("iptables -I OUTPUT", There(Silent with { SendFault = NetworkFault.Forbidden, Firewall = "iptables" }).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void OfPath_CountersThere_TellWhereDatagramsWereLost()
    {
        Assert.Equal(Cause.BlockedOnTheWay, There(Silent).Cause);
        Assert.Equal(Cause.Rejected, There(Silent with { ReportedFault = NetworkFault.HostUnreachable }).Cause);
        Assert.Equal(Cause.BlockedThere, There(Silent with { CountedThere = new(Burst, 0, 0, 0) }).Cause);
        Assert.Equal(Cause.WrongKey, There(Silent with { CountedThere = new(Burst, Burst, Burst, 0) }).Cause);
        Assert.Equal(Cause.NothingListens, There(Silent with { CountedThere = new(Burst, Burst, 0, Burst) }).Cause);
        Assert.Equal(Cause.NoAnswer, There(Silent with { CountedThere = null }).Cause);
        Assert.Equal(Cause.NoAnswer, There(Silent with { CountedThere = new(Burst / 2, Burst / 2, 0, 0) }).Cause);
    }

    [Fact]
    public void OfPath_UfwThere_RemedyIsUfws() => Assert.Equal(
        "on host: sudo ufw allow 60001:60999/udp",
        There(Silent with { CountedThere = new(Burst, 0, 0, 0), Far = Silent.Far with { Firewall = "ufw" } }).Remedy);

    [Fact]
    public void OfPath_PortsWereNamed_RemedyNamesThem() => Assert.Equal(
        "on host: sudo ufw allow 60010:60020/udp",
        There(Silent with { Ports = "60010:60020", CountedThere = new(Burst, 0, 0, 0), Far = Silent.Far with { Firewall = "ufw" } }).Remedy);

    [Fact]
    public void OfPath_ServerHeardUs_OnlyTheWayBackIsWrong()
    {
        Observations heard = Silent with { Far = Silent.Far with { WasHeard = true }, CountedHere = default(NetCounters) };
        (Finding there, Finding back) = Diagnosis.OfPath(heard);
        Assert.Equal((Verdict.Ok, Cause.AnswersBlocked), (there.Verdict, back.Cause));
        Assert.Equal(Cause.AnswersBlockedHere, Diagnosis.OfPath(heard with { CountedHere = new(20, 10, 0, 0) }).Back.Cause);
    }

    [Theory]
    [InlineData(137, Cause.ServerKilled, "SIGKILL (9)")]
    [InlineData(139, Cause.ServerKilled, "SIGSEGV (11)")]
    [InlineData(3, Cause.ServerExited, "status 3")]
    [InlineData(0, Cause.ServerGone, "nobody was told")]
    public void OfPath_ServerEnded_SaysHow(int status, string cause, string words)
    {
        Finding there = There(Silent with { Far = Silent.Far with { IsServerAlive = false, StartStatus = status } });
        Assert.Equal(cause, there.Cause);
        Assert.Contains(words, there.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void OfPath_AnswersOfAStranger_IsWrongKeyOrVersion()
    {
        Assert.Equal(Cause.WrongKey, There(Silent with { Unauthentic = 2 }).Cause);
        Assert.Equal(Cause.WrongVersion, There(Silent with { WrongVersion = 2 }).Cause);
        Assert.Equal(Cause.WrongVersion, There(Silent with { WrongVersion = 2, Far = Silent.Far with { WasHeard = true } }).Cause);
    }

    [Fact]
    public void OfResolve_Name_IsSaidWithItsAddresses()
    {
        Assert.Equal("host.example is 192.0.2.1, 2001:db8::1", Diagnosis.OfResolve(Silent with { Addresses = ["192.0.2.1", "2001:db8::1"] }).Sentence);
        Assert.Equal("192.0.2.1, as it was given", Diagnosis.OfResolve(Silent with { LookedUp = "192.0.2.1" }).Sentence);
        Assert.Equal(Verdict.Skipped, Diagnosis.OfResolve(Silent with { IsIndirect = true, Addresses = [] }).Verdict);
        Assert.True(IsWhole(Diagnosis.OfResolve(Silent with { ResolveProblem = "cannot find the address of host" })));
    }

    [Theory]
    [InlineData("ssh: Could not resolve hostname host: Name or service not known", Cause.UnknownHost)]
    [InlineData("ssh: connect to host host port 22: Connection refused", Cause.SshRefused)]
    [InlineData("ssh: connect to host host port 22: Connection timed out", Cause.SshTimeout)]
    [InlineData("ssh: connect to host host port 22: No route to host", Cause.SshUnreachable)]
    [InlineData("u@host: Permission denied (publickey).", Cause.SshDenied)]
    [InlineData("Received disconnect from 192.0.2.1 port 22:2: Too many authentication failures", Cause.SshDenied)]
    [InlineData("Host key verification failed.", Cause.SshHostKey)]
    [InlineData("kex_exchange_identification: Connection closed by remote host", Cause.SshClosed)]
    [InlineData("something new", Cause.SshFailed)]
    public void OfLogin_WordsOfSsh_GiveTheCause(string words, string cause)
    {
        Finding finding = Diagnosis.OfLogin(Silent with { Far = new FarFacts(), SshSaid = $"a greeting\n{words}\n", SshExit = new ExitStatus(255, 0) });
        Assert.Equal(cause, finding.Cause);
        Assert.EndsWith(words.TrimEnd('.'), finding.Sentence, StringComparison.Ordinal);
        Assert.True(IsWhole(finding));
    }

    [Fact]
    public void OfLogin_ShellRefuses_IsNotTakenForSsh() =>
        Assert.Equal(Cause.ShellRefused, Diagnosis.OfLogin(Silent with { Far = new FarFacts(), SshExit = new ExitStatus(1, 0) }).Cause);

    [Theory]
    [InlineData(127, null, Cause.NoServer)]
    [InlineData(127, "my server", Cause.NoServer)]
    [InlineData(126, "my server", Cause.NotExecutable)]
    [InlineData(137, null, Cause.ServerKilled)]
    [InlineData(1, null, Cause.ServerExited)]
    [InlineData(0, null, Cause.ServerExited)]
    [InlineData(null, null, Cause.ServerSilent)]
    public void OfBootstrap_StatusOfTheStart_GivesTheCause(int? status, string? server, string cause)
    {
        Finding finding = Diagnosis.OfBootstrap(Silent with { Port = 0, ServerCommand = server, Far = LoggedIn with { StartStatus = status }, ServerSaid = "cannot\n" });
        Assert.Equal(cause, finding.Cause);
        Assert.True(IsWhole(finding));
        Assert.EndsWith(": cannot", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1200, 1200, 0, null)]
    [InlineData(1200, 1252, 5, null)]
    [InlineData(1000, 1200, 5, "on the way there")]
    [InlineData(1200, 500, 2, "on the way back")]
    [InlineData(1200, 898, 2, "on the way back")]
    [InlineData(1000, 500, 2, "both ways")]
    [InlineData(1200, 500, 0, null)]
    public void OfMtu_Sizes_SayWhichWayIsNarrow(int there, int back, int lost, string? way)
    {
        Finding finding = Diagnosis.OfMtu(Silent with { HasArrivedThere = true, HasArrivedBack = true, SizeTried = 1200, SizeThere = there, SizeBack = back, LostBack = lost });
        Assert.Equal(way is null ? "" : Cause.MtuHole, finding.Cause);
        Assert.Contains(way ?? "", finding.Sentence, StringComparison.Ordinal);
        Assert.True(way is null || IsWhole(finding));
    }

    [Theory]
    [InlineData(500, 9, Verdict.Failed)]
    [InlineData(500, 2, Verdict.Skipped)]
    [InlineData(1252, 9, Verdict.Skipped)]
    internal void OfMtu_NotAllCameBack_IsAHoleIfNoLargeOneCame(int back, int lost, Verdict verdict)
    {
        Finding finding = Diagnosis.OfMtu(Silent with { SizeTried = 1200, SizeThere = 1200, SizeBack = back, LostBack = lost });
        Assert.Equal(verdict, finding.Verdict);
        Assert.Equal(verdict == Verdict.Failed, finding.Remedy.Contains("hangs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1000, 1252, 0, 0.01, 0, Verdict.Failed)]
    [InlineData(1000, 1252, 0, 0.1, 0, Verdict.Note)]
    [InlineData(1000, 1252, 0, 0, 0.2, Verdict.Failed)]
    [InlineData(1200, 500, 2, 0, 0.2, Verdict.Note)]
    [InlineData(1200, 500, 2, 0.2, 0, Verdict.Failed)]
    [InlineData(1200, 500, 5, 0, 0.2, Verdict.Note)]
    [InlineData(1200, 500, 5, 0, 0.05, Verdict.Failed)]
    internal void OfMtu_PathLosesSmallOnesToo_IsNoHoleIfThatExplainsIt(int there, int back, int lost, double lossThere, double lossBack, Verdict verdict)
    {
        var figures = new PathFigures(50, 1, 2, 3, lossThere, lossBack);
        Finding finding = Diagnosis.OfMtu(Silent with { HasArrivedThere = true, HasArrivedBack = true, SizeTried = 1200, SizeThere = there, SizeBack = back, LostBack = lost, Figures = figures });
        Assert.Equal(verdict, finding.Verdict);
        Assert.Equal(verdict == Verdict.Failed ? Cause.MtuHole : Cause.Lossy, finding.Cause);
        Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public void OfQuality_Figures_AreJudged()
    {
        var clean = new PathFigures(50, 1, 2, 3, 0, 0);
        Assert.Equal(Verdict.Ok, Diagnosis.OfQuality(Silent with { Figures = clean }).Verdict);
        Assert.Equal(Verdict.Note, Diagnosis.OfQuality(Silent with { Figures = clean with { LossThere = 0.1 } }).Verdict);
        Assert.Equal(Verdict.Note, Diagnosis.OfQuality(Silent with { Figures = clean with { LossBack = 0.1 } }).Verdict);
        Assert.Equal(Cause.Interrupted, Diagnosis.OfQuality(Silent with { Figures = clean, SilentMs = 2600 }).Cause);
        Finding killed = Diagnosis.OfQuality(Silent with { Figures = clean, SilentMs = 2600, Far = Silent.Far with { IsServerAlive = false, StartStatus = 143 } });
        Assert.Equal((Phase.Quality, Cause.ServerKilled), (killed.Phase, killed.Cause));
    }

    [Theory]
    [InlineData(true, true, 1000, Verdict.Failed)]
    [InlineData(true, true, 0, Verdict.Ok)]
    [InlineData(true, false, 1000, Verdict.Ok)]
    [InlineData(false, true, 1000, Verdict.Ok)]
    [InlineData(null, true, 1000, Verdict.Ok)]
    internal void OfPolicy_LogindEndsLeftovers_OnlyOfTheSessionsScopeAndNotOfRoot(bool? kills, bool isInScope, int user, Verdict verdict)
    {
        FarFacts far = LoggedIn with { HasSystemd = true, KillsUserProcesses = kills, IsInSessionScope = isInScope, UserId = user };
        Finding finding = Diagnosis.OfPolicy(Silent with { Far = far });
        Assert.Equal(verdict, finding.Verdict);
        Assert.Equal(verdict == Verdict.Failed, finding.Remedy.Contains("enable-linger u", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.05, 0.1, Verdict.Ok)]
    [InlineData(-20.0, 0.1, Verdict.Ok)]
    [InlineData(-3600.0, 0.1, Verdict.Note)]
    [InlineData(null, 0.1, Verdict.Skipped)]
    internal void OfClock_Apart_IsNotedFromHalfAMinute(double? ahead, double error, Verdict verdict) =>
        Assert.Equal(verdict, Diagnosis.OfClock(Silent with { ClockAhead = ahead, ClockError = error }).Verdict);

    [Fact]
    public void OfVersions_ServerLacksSomething_IsNoted()
    {
        Assert.Equal(Verdict.Ok, Diagnosis.OfVersions(Silent with { IsGodwit = true }).Verdict);
        Assert.Equal(Verdict.Ok, Diagnosis.OfVersions(Silent with { IsGodwit = false }).Verdict);
        Assert.Equal(Cause.OlderServer, Diagnosis.OfVersions(Silent with { IsGodwit = true, Missing = ["packed frames"] }).Cause);
    }

    [Fact]
    public void OfTerminal_Facts_AreSaidOrMissed()
    {
        var terminal = new TerminalFacts { Term = "xterm-kitty", IsKnown = true, CanMoveCursor = true, Colors = 256, HasTrueColor = true, Charset = "UTF-8", IsTerminal = true };
        Finding Of(TerminalFacts facts) => Diagnosis.OfTerminal(Silent with { Terminal = facts });
        Assert.Equal("xterm-kitty, 24-bit colours, UTF-8", Of(terminal).Sentence);
        Assert.Equal(
            "xterm-kitty (kitty(0.32.2)), 24-bit colours, UTF-8; links",
            Of(terminal with { WasAsked = true, HasAnswered = true, Version = "kitty(0.32.2)", Abilities = "links" }).Sentence);
        Assert.Contains("does not answer", Of(terminal with { WasAsked = true }).Sentence, StringComparison.Ordinal);
        Assert.Equal(Verdict.Note, Of(terminal with { IsKnown = false }).Verdict);
        Assert.True(IsWhole(Of(terminal with { CanMoveCursor = false })));
        Assert.Equal(Verdict.Skipped, Of(new TerminalFacts()).Verdict);
    }

    [Fact]
    public void Cause_Names_AreEachOnce()
    {
        string[] names = [.. typeof(Cause).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
        Assert.NotEmpty(names);
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z-]+$", name));
    }

    private static Finding There(Observations o) => Diagnosis.OfPath(o).There;

    private static bool IsWhole(Finding finding) =>
        finding is { Verdict: Verdict.Failed, Cause.Length: > 0, Sentence.Length: > 0, Remedy.Length: > 0 } && !finding.Sentence.EndsWith('.') && finding.Phase.Length > 0;
}
