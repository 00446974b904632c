namespace Godwit.Forwarding.Tests;

/// <summary>What may reach an agent whose user is asked: a list of what is allowed, and everything else is not.</summary>
public sealed class AgentRequestTests
{
    private const byte Sign = 13;
    private const byte List = 11;
    private const byte Extension = 27;

    [Fact]
    public void Verdict_EachKindWithoutContents_OnlyTheListPasses()
    {
        for (int kind = 0; kind <= byte.MaxValue; kind++)
        {
            var request = new AgentRequest([0, 0, 0, 1, (byte)kind]);
            Assert.Equal(kind == List ? AgentVerdict.Pass : AgentVerdict.Refuse, request.Verdict);
        }
    }

    [Fact]
    public void Verdict_Signature_IsAskedWithItsKey()
    {
        var request = new AgentRequest(AgentTalk.Sign("the key"u8, "data"u8));
        Assert.Equal(AgentVerdict.Ask, request.Verdict);
        Assert.True(request.Key.SequenceEqual("the key"u8));
    }

    /// <summary>A request that this end reads in one way and the agent in another is not passed on.</summary>
    [Theory]
    [InlineData("00000000 00000000 00000000", "no key")]
    [InlineData("00000001 41 00000000", "no flags")]
    [InlineData("00000001 41 00000000 00000000 00", "something behind them")]
    [InlineData("00000001 41 00000005 00000000", "data that is not there")]
    [InlineData("FFFFFFFF 41 00000000 00000000", "a length beyond the end")]
    public void Verdict_SignatureThatIsNone_IsRefused(string contents, string what)
    {
        byte[] message = [0, 0, 0, 0, Sign, .. Convert.FromHexString(contents.Replace(" ", "", StringComparison.Ordinal))];
        Assert.True(new AgentRequest(message).Verdict == AgentVerdict.Refuse, what);
    }

    [Theory]
    [InlineData("session-bind@openssh.com", true)]
    [InlineData("query", true)]
    [InlineData("something@example.com", false)]
    [InlineData("session-bind@openssh.com.example", false)]
    [InlineData("", false)]
    public void Verdict_Extension_OnlyThoseThatChangeNothing(string name, bool passes)
    {
        byte[] message = AgentTalk.Message(Extension, AgentTalk.Text(System.Text.Encoding.ASCII.GetBytes(name)));
        Assert.Equal(passes ? AgentVerdict.Pass : AgentVerdict.Refuse, new AgentRequest(message).Verdict);
    }

    [Fact]
    public void Octets_Random_NeverThrow()
    {
        var random = new Random(5);
        var names = new AgentKeyNames();
        for (int run = 0; run < 100_000; run++)
        {
            byte[] message = new byte[5 + random.Next(60)];
            random.NextBytes(message);
            message[4] = random.Next(4) switch { 0 => Sign, 1 => Extension, 2 => AgentRequest.IdentitiesAnswer, _ => message[4] };
            for (int index = 5; index < message.Length; index++)
            {
                message[index] = random.Next(3) == 0 ? (byte)random.Next(4) : (byte)0;
            }

            var request = new AgentRequest(message);
            Assert.Equal(request.Verdict == AgentVerdict.Ask, !request.Key.IsEmpty);
            names.Learn(message);
        }
    }
}
