using Godwit.Streams;

namespace Godwit.Forwarding.Tests;

/// <summary>What a server opens and nobody has asked for is refused, whatever it says it is for.</summary>
public sealed class ClientForwardingTests
{
    private static readonly ForwardSettings OneListener = new() { Forwards = [Spec("8080:localhost:80")] };

    [Theory]
    [InlineData(RequestKind.Connect)]
    [InlineData(RequestKind.Listen)]
    [InlineData(RequestKind.Accepted)]
    [InlineData(RequestKind.Agent)]
    [InlineData(RequestKind.Display)]
    [InlineData(RequestKind.DisplayCookie)]
    [InlineData(RequestKind.Command)]
    [InlineData(RequestKind.CommandErrors)]
    [InlineData((RequestKind)0)]
    [InlineData((RequestKind)200)]
    public void Stream_NotAskedFor_IsRefused(RequestKind kind)
    {
        using var pair = new ForwardingPair(new ForwardSettings());
        Assert.Equal(StreamError.NotOffered, Refusal(pair, new StreamRequest(kind, "127.0.0.1", Port: 80)));
    }

    /// <summary>A listener that was asked for has a number; no other number leads anywhere.</summary>
    [Fact]
    public void Accepted_ForAnotherListener_IsRefused()
    {
        using var pair = new ForwardingPair(OneListener);
        Assert.Empty(pair.Client.Begin());
        Assert.Equal(StreamError.NotOffered, Refusal(pair, new StreamRequest(RequestKind.Accepted, "127.0.0.1:5", Number: 1)));
    }

    [Theory]
    [InlineData("0000")]
    [InlineData("FFFF")]
    public void Stream_WhoseMessageIsNone_IsRefused(string octets)
    {
        using var pair = new ForwardingPair(new ForwardSettings { AgentPath = "/nowhere" });
        MuxStream stream = pair.ServerMux.Open()!;
        _ = stream.Write(Convert.FromHexString(octets));
        pair.RunFor(200);
        Assert.Equal(StreamError.Malformed, stream.ResetCode);
    }

    private static ulong? Refusal(ForwardingPair pair, StreamRequest request)
    {
        MuxStream stream = pair.ServerMux.Open()!;
        request.WriteTo(stream);
        pair.RunFor(200);
        return stream.ResetCode;
    }

    private static ForwardSpec Spec(string text)
    {
        Assert.True(ForwardSpec.TryParse(ForwardKind.Remote, text, out ForwardSpec? spec, out string problem), problem);
        return spec;
    }
}
