using System.Diagnostics;
using System.Text;
using Godwit.Platform;

namespace Godwit.Forwarding.Tests.Socks;

/// <summary>The real curl as the client; a thread of the test is the proxy and the web server in one.</summary>
public class SocksCurlTests
{
    [Theory]
    [InlineData("--socks5-hostname", "web.example", "web.example")]
    [InlineData("--socks4a", "web.example", "web.example")]
    [InlineData("--socks5", "192.0.2.7", "192.0.2.7")]
    [InlineData("--socks5", "[2001:db8::7]", "2001:db8::7")]
    [InlineData("--socks4", "192.0.2.7", "192.0.2.7")]
    public void Feed_Curl_AsksForTheHostAndGetsThePage(string option, string host, string wanted)
    {
        using StreamListener listener = StreamListener.Listen(UdpAddress.LoopbackIPv4(0));
        var handshake = new SocksHandshake();
        var proxy = new Thread(() => Serve(listener, handshake, refuse: false));
        proxy.Start();
        string page = RunCurl(option, listener.LocalAddress, $"http://{host}:8088/", out int status);
        proxy.Join();
        Assert.Equal((0, "a page"), (status, page));
        Assert.Equal((wanted, 8088), (handshake.Host, handshake.Port));
    }

    [Theory]
    [InlineData("--socks5-hostname")]
    [InlineData("--socks4a")]
    public void Fail_Curl_UnderstandsThatItIsRefused(string option)
    {
        const int ProxyRefused = 97; // CURLE_PROXY
        using StreamListener listener = StreamListener.Listen(UdpAddress.LoopbackIPv4(0));
        var proxy = new Thread(() => Serve(listener, new SocksHandshake(), refuse: true));
        proxy.Start();
        Assert.Equal("", RunCurl(option, listener.LocalAddress, "http://web.example/", out int status));
        proxy.Join();
        Assert.Equal(ProxyRefused, status);
    }

    private static void Serve(StreamListener listener, SocksHandshake handshake, bool refuse)
    {
        Wait(listener.Descriptor);
        using StreamSocket? client = listener.TryAccept();
        if (client is null)
        {
            return;
        }

        var buffer = new byte[4096];
        SocksOutcome outcome = SocksOutcome.NeedsMore;
        while (outcome is SocksOutcome.NeedsMore or SocksOutcome.Answer)
        {
            Wait(client.Descriptor);
            IoResult read = client.Read(buffer);
            if (!read.IsDone)
            {
                return;
            }

            int at = 0;
            do
            {
                outcome = handshake.Feed(buffer.AsSpan(at, read.Count - at), out int consumed);
                _ = client.Write(handshake.Answer);
                at += consumed;
            }
            while (outcome == SocksOutcome.Answer && at < read.Count);
        }

        if (refuse)
        {
            handshake.Fail(Streams.StreamError.Refused);
            _ = client.Write(handshake.Answer);
            return;
        }

        handshake.Succeed();
        _ = client.Write(handshake.Answer);
        Wait(client.Descriptor);
        _ = client.Read(buffer);
        _ = client.Write("HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\na page"u8);
    }

    private static void Wait(int descriptor)
    {
        var poller = new Poller();
        _ = poller.Add(descriptor, PollEvents.Readable);
        _ = poller.Wait(30_000);
    }

    private static string RunCurl(string option, UdpAddress proxy, string url, out int status)
    {
        var start = new ProcessStartInfo("curl") { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.ASCII };
        foreach (string argument in (string[])["-q", "--silent", "--max-time", "30", "--noproxy", "", option, proxy.ToEndpointString(), url])
        {
            start.ArgumentList.Add(argument);
        }

        using Process curl = Process.Start(start)!;
        string output = curl.StandardOutput.ReadToEnd();
        curl.WaitForExit();
        status = curl.ExitCode;
        return output;
    }
}
