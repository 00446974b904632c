namespace Godwit.Forwarding.Tests;

/// <summary>A program at the forwarded agent's socket waits for a client that is silent for a while at most, and for one that is there as long as it takes.</summary>
public sealed class AgentConnectionTests : IDisposable
{
    private const long Minute = 60_000;

    private static readonly byte[] Question = [0, 0, 0, 1, 11];
    private static readonly byte[] Answer = [0, 0, 0, 5, 12, 0, 0, 0, 0];

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-agent-").FullName;
    private readonly PlayedAgent agent;
    private readonly ForwardingPair pair;

    public AgentConnectionTests()
    {
        agent = new PlayedAgent(Path.Combine(folder, "agent"));
        pair = new ForwardingPair(new ForwardSettings { AgentPath = agent.Path });
        pair.Server.ListenForAgent(Socket);
    }

    private string Socket => Path.Combine(folder, "forwarded");

    [Fact]
    public void Answered_ThenClientGone_NextQuestionEndsAfterTheSilence()
    {
        using PlayedProgram program = Answered();
        pair.IsClientThere = false;
        program.Say(Question);
        AssertSilence(program);
    }

    [Fact]
    public void Asked_ThenClientGone_EndsAfterTheSilence()
    {
        using var program = new PlayedProgram(Socket);
        program.Say(Question);
        Assert.NotNull(pair.RunUntil(() => agent.Listen().Heard.Count == Question.Length, Minute));
        pair.IsClientThere = false;
        AssertSilence(program);
    }

    [Fact]
    public void ClientGone_NewConnection_EndsWithinThePatience_AndTheNextAtOnce()
    {
        pair.RunFor(100);
        pair.IsClientThere = false;
        using var first = new PlayedProgram(Socket);
        first.Say(Question);
        Assert.InRange(pair.RunUntil(() => first.IsOver, Minute) ?? -1, AgentPatience.GrantMs, AgentPatience.GrantMs + 100);
        using var second = new PlayedProgram(Socket);
        Assert.InRange(pair.RunUntil(() => second.IsOver, Minute) ?? -1, 0, 100);
    }

    [Fact]
    public void ClientBack_AfterItWasMissed_IsAskedAgain()
    {
        ClientGone_NewConnection_EndsWithinThePatience_AndTheNextAtOnce();
        pair.IsClientThere = true;
        pair.Server.ClientHeardAt = pair.Now;
        using PlayedProgram program = Answered();
    }

    /// <summary>A key that wants to be touched, a question to the user: the client is there, and says so.</summary>
    [Fact]
    public void AgentTakesLong_ClientIsThere_AnswerArrives()
    {
        using var program = new PlayedProgram(Socket);
        program.Say(Question);
        Assert.Null(pair.RunUntil(() => program.IsOver, AgentPatience.InUseMs - 5000));
        Assert.InRange(pair.LifeSigns, 30, 45);
        _ = agent.Listen();
        agent.Say(Answer);
        Assert.NotNull(pair.RunUntil(() => program.Hears(Answer), Minute));
    }

    [Fact]
    public void ShortOutage_AnswerArrives()
    {
        using var program = new PlayedProgram(Socket);
        program.Say(Question);
        Assert.NotNull(pair.RunUntil(() => agent.Listen().Heard.Count == Question.Length, Minute));
        pair.IsClientThere = false;
        Assert.Null(pair.RunUntil(() => program.IsOver, AgentPatience.SilenceMaxMs - 3000));
        pair.IsClientThere = true;
        agent.Say(Answer);
        Assert.NotNull(pair.RunUntil(() => program.Hears(Answer), Minute));
    }

    /// <summary>What has been at rest for long outlives the client's sleep, costs no signs of life, and is asked as before.</summary>
    [Fact]
    public void AtRest_ClientSleeps_ConnectionStays()
    {
        using PlayedProgram program = Answered();
        pair.RunFor(AgentPatience.InUseMs + AgentPatience.SilenceMaxMs + 1000);
        int signs = pair.LifeSigns;
        pair.RunFor(10 * Minute);
        Assert.Equal(signs, pair.LifeSigns);
        pair.IsClientThere = false;
        Assert.Null(pair.RunUntil(() => program.IsOver, 10 * Minute));
        pair.IsClientThere = true;
        program.Say(Question);
        Assert.NotNull(pair.RunUntil(() => agent.Listen().Heard.Count == 2 * Question.Length, Minute));
    }

    [Fact]
    public void NoConnection_NoLifeSigns()
    {
        pair.RunFor(10 * Minute);
        Assert.Equal(0, pair.LifeSigns);
    }

    public void Dispose()
    {
        pair.Dispose();
        agent.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private PlayedProgram Answered()
    {
        var program = new PlayedProgram(Socket);
        program.Say(Question);
        int before = agent.Heard.Count;
        Assert.NotNull(pair.RunUntil(() => agent.Listen().Heard.Count == before + Question.Length, Minute));
        agent.Say(Answer);
        Assert.NotNull(pair.RunUntil(() => program.Hears(Answer), Minute));
        return program;
    }

    private void AssertSilence(PlayedProgram program) =>
        Assert.InRange(pair.RunUntil(() => program.IsOver, Minute) ?? -1, AgentPatience.SilenceMaxMs - 1000, AgentPatience.SilenceMaxMs + 1000);
}
