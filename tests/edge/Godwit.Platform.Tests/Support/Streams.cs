using System.Text;

namespace Godwit.Platform.Tests;

/// <summary>Waiting for stream sockets, with a deadline.</summary>
internal static class Streams
{
    public static void WaitFor(int descriptor, PollEvents interest)
    {
        var poller = new Poller();
        int index = poller.Add(descriptor, interest);
        _ = poller.Wait(Limits.PatienceMilliseconds);
        Assert.True(interest == PollEvents.Readable ? poller.CanRead(index) : poller.CanWrite(index), "the descriptor did not become ready");
    }

    public static StreamSocket Accept(StreamListener listener)
    {
        WaitFor(listener.Descriptor, PollEvents.Readable);
        StreamSocket? accepted = listener.TryAccept(out IoResult result);
        Assert.True(result.IsDone);
        return accepted!;
    }

    public static void Finish(StreamSocket connecting)
    {
        WaitFor(connecting.Descriptor, PollEvents.Writable);
        Assert.Equal(new IoResult(IoStatus.Done, 0, 0), connecting.FinishConnect());
    }

    /// <summary>Everything up to the end, or a failure of the read.</summary>
    public static string ReadToEnd(StreamSocket socket, out IoResult last)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            last = socket.Read(buffer);
            if (last.IsDone)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, last.Count));
            }
            else if (last.Status == IoStatus.WouldBlock)
            {
                WaitFor(socket.Descriptor, PollEvents.Readable);
            }
            else
            {
                return text.ToString();
            }
        }
    }
}
