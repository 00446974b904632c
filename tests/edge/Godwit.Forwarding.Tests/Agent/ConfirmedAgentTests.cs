using System.Text;

namespace Godwit.Forwarding.Tests;

/// <summary><c>-A confirm</c>, from a program at the host to the user's agent: each signature is asked about, and nothing that changes the agent gets there.</summary>
public sealed class ConfirmedAgentTests : IDisposable
{
    // Sooner than the next sign of life would wake anybody; a real program needs its own time.
    private const long Soon = AgentPatience.LifeSignMs / 3;
    private const long RealLimit = 10_000;

    private static readonly byte[] Key = [1, 2, 3];
    private static readonly byte[] SignRequest = AgentTalk.Sign(Key, "data"u8);
    private static readonly byte[] Signature = AgentTalk.Signature("signed"u8);

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-confirm-").FullName;
    private readonly PlayedAgent agent;
    private readonly List<PlayedProgram> programs = [];
    private ForwardingPair? pair;
    private long limit = Soon;

    public ConfirmedAgentTests() => agent = new PlayedAgent(Path.Combine(folder, "agent"));

    private string Socket => Path.Combine(folder, "forwarded");

    private ForwardingPair Pair => pair ??= Begin(new AgentConfirmation { Host = "db.example" });

    private AgentQuestion? Shown => Pair.Client.Question;

    [Fact]
    public void List_PassesUnasked()
    {
        PlayedProgram program = Listed();
        Assert.Null(Shown);
        Assert.False(program.IsOver);
    }

    [Fact]
    public void Sign_Yes_IsSigned()
    {
        PlayedProgram program = Listed();
        AgentQuestion question = AskedBy(program);
        Assert.Equal("db.example asks your agent to sign with mine (SHA256:A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E)", question.Sentence);
        Assert.Empty(agent.Listen().Heard);
        Pair.Client.Answer(question.Number, isYes: true);
        AssertSigned(program);
        Assert.Null(Shown);
    }

    [Fact]
    public void Sign_No_FailsAndTheAgentHearsNothing()
    {
        PlayedProgram program = Listed();
        Pair.Client.Answer(AskedBy(program).Number, isYes: false);
        AssertHears(program, AgentTalk.Failure);
        Assert.Empty(agent.Listen().Heard);
        Pair.Client.Answer(AskedBy(program).Number, isYes: true);
        AssertSigned(program);
    }

    [Fact]
    public void Sign_AnswerToAnotherQuestion_MeansNothing()
    {
        PlayedProgram program = Listed();
        AgentQuestion question = AskedBy(program);
        Pair.Client.Answer(question.Number + 1, isYes: true);
        Pair.Client.Answer(question.Number - 1, isYes: true);
        Pair.RunFor(1000);
        Assert.Same(question, Shown);
        Assert.Empty(agent.Listen().Heard);
    }

    [Theory]
    [InlineData(17)] // Add a key.
    [InlineData(18)] // Remove one.
    [InlineData(19)] // Remove all.
    [InlineData(20)] // Add a smartcard.
    [InlineData(21)] // Remove one.
    [InlineData(22)] // Lock.
    [InlineData(23)] // Unlock.
    [InlineData(25)] // Add a key with constraints.
    [InlineData(26)] // Add a smartcard with constraints.
    [InlineData(1)] // Of version 1 of ssh.
    [InlineData(200)]
    public void Change_IsRefusedUnasked(byte kind)
    {
        PlayedProgram program = Listed();
        program.Say(AgentTalk.Message(kind, AgentTalk.Text("something"u8)));
        AssertHears(program, AgentTalk.Failure);
        Assert.Empty(agent.Listen().Heard);
        Assert.Null(Shown);
    }

    /// <summary>A program need not wait for one answer before it asks for the next.</summary>
    [Fact]
    public void Requests_AllAtOnce_AreAnsweredInOrder()
    {
        PlayedProgram program = Connect();
        program.Say([.. AgentTalk.Message(19, []), .. AgentTalk.ListRequest, .. SignRequest, .. AgentTalk.Message(19, [])]);
        AwaitAgent(AgentTalk.ListRequest);
        byte[] list = AgentTalk.List((Key, "mine"));
        agent.Say(list);
        Assert.NotNull(Pair.RunUntil(() => Shown is not null, limit));
        Pair.Client.Answer(Shown!.Number, isYes: true);
        AwaitAgent(SignRequest);
        agent.Say(Signature);
        AssertHears(program, [.. AgentTalk.Failure, .. list, .. Signature, .. AgentTalk.Failure]);
    }

    [Fact]
    public void ProgramLeaves_QuestionIsTakenBack()
    {
        PlayedProgram program = Listed();
        AgentQuestion question = AskedBy(program);
        program.Dispose();
        Assert.NotNull(Pair.RunUntil(() => Shown is null, limit));
        Pair.Client.Answer(question.Number, isYes: true);
        Pair.RunFor(1000);
        Assert.Empty(agent.Listen().Heard);
    }

    [Fact]
    public void TwoPrograms_AreAskedAboutOneAfterTheOther()
    {
        PlayedProgram first = Connect(), second = Connect();
        AgentQuestion question = AskedBy(first);
        second.Say(SignRequest);
        Pair.RunFor(1000);
        Assert.Same(question, Shown);
        Pair.Client.Answer(question.Number, isYes: false);
        AssertHears(first, AgentTalk.Failure);
        Assert.NotNull(Pair.RunUntil(() => Shown is not null && Shown.Number != question.Number, limit));
        Pair.Client.Answer(Shown!.Number, isYes: false);
        AssertHears(second, AgentTalk.Failure);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("FFFFFFFF0B")]
    [InlineData("474554202F20")]
    public void Octets_ThatAreNoRequest_EndTheConnection(string octets)
    {
        PlayedProgram program = Connect();
        program.Say(Convert.FromHexString(octets));
        Assert.NotNull(Pair.RunUntil(() => program.IsOver, limit));
        Assert.Empty(agent.Listen().Heard);
    }

    [Fact]
    public void Agent_ThatSpeaksUnasked_EndsTheConnection()
    {
        PlayedProgram program = Listed();
        agent.Say(Signature);
        Assert.NotNull(Pair.RunUntil(() => program.IsOver, limit));
        Assert.Empty(program.Heard);
    }

    [Fact]
    public void Agent_ThatGoes_EndsTheConnection()
    {
        PlayedProgram program = Listed();
        agent.Dispose();
        Assert.NotNull(Pair.RunUntil(() => program.IsOver, limit));
    }

    /// <summary>Connections, each with a request that is never finished: there is an end to how many.</summary>
    [Fact]
    public void Connections_TooMany_AreLetGo()
    {
        for (int count = 0; count < 16; count++)
        {
            Connect().Say([0, 0, 0, 9]);
        }

        Pair.RunFor(1000);
        Assert.All(programs, program => Assert.False(program.IsOver));
        PlayedProgram late = Connect();
        Assert.NotNull(Pair.RunUntil(() => late.IsOver, limit));
    }

    [Fact]
    public void Nobody_ToAsk_IsANoAndSaidOnce()
    {
        pair = Begin(new AgentConfirmation { Host = "db.example", HasNobody = true });
        PlayedProgram program = Listed();
        program.Say(SignRequest);
        AssertHears(program, AgentTalk.Failure);
        Assert.True(Pair.Client.TryTakeNews(out string? sentence));
        Assert.StartsWith("-A confirm: a signature was refused, as nobody can be asked", sentence, StringComparison.Ordinal);
        program.Say(SignRequest);
        AssertHears(program, AgentTalk.Failure);
        Assert.False(Pair.Client.TryTakeNews(out _));
    }

    /// <summary>As ssh reads the answers of its askpass: the status, and a word if there is one.</summary>
    [Theory]
    [InlineData("exit 0", true)]
    [InlineData("echo; exit 0", true)]
    [InlineData("echo YES", true)]
    [InlineData("exit 1", false)]
    [InlineData("echo yes; exit 1", false)]
    [InlineData("echo no", false)]
    [InlineData("yes no", false)]
    [InlineData("kill -9 $$", false)]
    public void Program_Answers(string body, bool isYes)
    {
        string asked = Path.Combine(folder, "asked");
        pair = Begin(new AgentConfirmation { Host = "db.example", Program = Script($"echo \"$SSH_ASKPASS_PROMPT|$#|$1\" >{asked}\n{body}") }, isReal: true);
        PlayedProgram program = Listed();
        program.Say(SignRequest);
        if (isYes)
        {
            AssertSigned(program);
        }
        else
        {
            AssertHears(program, AgentTalk.Failure);
            Assert.Empty(agent.Listen().Heard);
        }

        Assert.StartsWith("confirm|1|db.example asks your agent to sign with mine (SHA256:", File.ReadAllText(asked), StringComparison.Ordinal);
    }

    [Fact]
    public void Program_ThatIsNotThere_IsANoAndSaid()
    {
        pair = Begin(new AgentConfirmation { Host = "db.example", Program = Path.Combine(folder, "none") }, isReal: true);
        PlayedProgram program = Listed();
        program.Say(SignRequest);
        AssertHears(program, AgentTalk.Failure);
        Assert.True(Pair.Client.TryTakeNews(out string? sentence));
        Assert.Contains("cannot be started", sentence, StringComparison.Ordinal);
    }

    /// <summary>Its window does not stay when the program at the host has gone, nor for ever.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Program_ThatDoesNotAnswer_IsEnded(bool leaves)
    {
        string marker = Path.Combine(folder, "runs");
        pair = Begin(new AgentConfirmation { Host = "db.example", Program = Script($"echo $$ >{marker}\nsleep 1000") }, isReal: true);
        PlayedProgram program = Listed();
        program.Say(SignRequest);
        Assert.NotNull(Pair.RunUntil(() => File.Exists(marker) && File.ReadAllText(marker).EndsWith('\n'), limit));
        int processId = int.Parse(File.ReadAllText(marker), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Directory.Exists($"/proc/{processId}"));
        if (leaves)
        {
            program.Dispose();
        }
        else
        {
            Pair.Hurry();
        }

        Assert.NotNull(Pair.RunUntil(() => !Directory.Exists($"/proc/{processId}"), AskProgram.PatienceMs + limit));
        if (!leaves)
        {
            AssertHears(program, AgentTalk.Failure);
        }
    }

    public void Dispose()
    {
        programs.ForEach(program => program.Dispose());
        pair?.Dispose();
        agent.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private ForwardingPair Begin(AgentConfirmation confirmation, bool isReal = false)
    {
        limit = isReal ? RealLimit : Soon;
        var begun = new ForwardingPair(new ForwardSettings { AgentPath = agent.Path, Confirmation = confirmation }, isReal);
        begun.Server.ListenForAgent(Socket);
        return begun;
    }

    private string Script(string body)
    {
        string path = Path.Combine(folder, "askpass");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n", new UTF8Encoding(false));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private PlayedProgram Connect()
    {
        Pair.RunFor(10);
        var program = new PlayedProgram(Socket);
        programs.Add(program);
        return program;
    }

    // A program that has the agent's list, as ssh does before it asks for a signature.
    private PlayedProgram Listed()
    {
        PlayedProgram program = Connect();
        program.Say(AgentTalk.ListRequest);
        AwaitAgent(AgentTalk.ListRequest);
        byte[] list = AgentTalk.List(([9], "another"), (Key, "mine"));
        agent.Say(list);
        AssertHears(program, list);
        return program;
    }

    private AgentQuestion AskedBy(PlayedProgram program)
    {
        program.Say(SignRequest);
        Assert.NotNull(Pair.RunUntil(() => Shown is not null, limit));
        return Shown!;
    }

    private void AssertSigned(PlayedProgram program)
    {
        AwaitAgent(SignRequest);
        agent.Say(Signature);
        AssertHears(program, Signature);
    }

    private void AwaitAgent(byte[] octets)
    {
        Assert.NotNull(Pair.RunUntil(() => agent.Listen().Heard.Count >= octets.Length, limit));
        Assert.Equal(octets, agent.Heard);
        agent.Heard.Clear();
    }

    private void AssertHears(PlayedProgram program, byte[] octets)
    {
        _ = Pair.RunUntil(() => program.Hears(octets), limit);
        Assert.Equal(octets, program.Heard);
        program.Heard.Clear();
    }
}
