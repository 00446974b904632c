using Godwit.Streams;

namespace Godwit.Forwarding.Tests;

/// <summary>Streams for a command are kept for the loop that asks for them, where the session was started for one; elsewhere they are refused.</summary>
public sealed class ServerForwardingTests
{
    private static readonly RequestKind[] Kinds = [RequestKind.Command, RequestKind.CommandErrors];

    [Fact]
    public void CommandStreams_SessionForACommand_WaitInOrder()
    {
        using var pair = new ForwardingPair(new ForwardSettings());
        pair.Server.RunsCommand = true;
        MuxStream[] opened = Open(pair);
        foreach (RequestKind kind in Kinds)
        {
            Assert.True(pair.Server.TryTakeCommandStream(out StreamRequest request, out MuxStream? stream));
            Assert.Equal(kind, request.Kind);
            Assert.Null(stream.ResetCode);
        }

        Assert.False(pair.Server.TryTakeCommandStream(out _, out _));
        Assert.All(opened, stream => Assert.Null(stream.ResetCode));
    }

    [Fact]
    public void CommandStreams_OtherSession_AreRefused()
    {
        using var pair = new ForwardingPair(new ForwardSettings());
        MuxStream[] opened = Open(pair);
        Assert.All(opened, stream => Assert.Equal(StreamError.NotOffered, stream.ResetCode));
        Assert.False(pair.Server.TryTakeCommandStream(out _, out _));
    }

    private static MuxStream[] Open(ForwardingPair pair)
    {
        MuxStream[] opened = [.. Kinds.Select(kind =>
        {
            MuxStream stream = pair.ClientMux.Open()!;
            new StreamRequest(kind).WriteTo(stream);
            return stream;
        })];
        pair.RunFor(200);
        return opened;
    }
}
