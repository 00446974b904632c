using Godwit.Platform;
using Godwit.Streams;

namespace Godwit.Forwarding.Tests;

public class ConnectErrorTests
{
    [Fact]
    public void Of_RealFailures_SaysWhatTheyMean()
    {
        Assert.Null(StreamSocket.BeginConnect("/tmp/there is no such socket", out IoResult result));
        Assert.Equal(StreamError.NoSuchFile, ConnectError.Of(result));
        UdpAddress nobody;
        using (StreamListener listener = StreamListener.Listen(UdpAddress.LoopbackIPv4(0)))
        {
            nobody = listener.LocalAddress;
        }

        using StreamSocket? connecting = StreamSocket.BeginConnect(nobody, out result);
        if (connecting is not null)
        {
            var poller = new Poller();
            _ = poller.Add(connecting.Descriptor, PollEvents.Writable);
            _ = poller.Wait(30_000);
            result = connecting.FinishConnect();
        }

        Assert.Equal(StreamError.Refused, ConnectError.Of(result));
        Assert.Equal("connection refused", ConnectError.Words(StreamError.Refused));
    }

    [Fact]
    public void Words_EveryCode_HasItsOwn()
    {
        IEnumerable<string> words = Enumerable.Range(0, 12).Select(code => ConnectError.Words((ulong)code));
        Assert.Equal(12, words.Distinct().Count());
        Assert.DoesNotContain(ConnectError.Words(ulong.MaxValue), words);
    }
}
