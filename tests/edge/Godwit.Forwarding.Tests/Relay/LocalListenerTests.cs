using System.Globalization;
using System.Net.Sockets;
using Godwit.Forwarding.Tests.Support;

namespace Godwit.Forwarding.Tests.Relay;

public sealed class LocalListenerTests
{
    /// <summary>Who connects to -D and says nothing has no stream yet, and a descriptor all the same: there is an end to them.</summary>
    [Fact]
    public void Accept_ManyWhoSayNothing_LeavesTheRestInTheQueueUntilSomeAreGone()
    {
        const int Enough = 512;
        using var forwarding = new LiveForwarding();
        int port = LiveForwarding.FreePort();
        Assert.EndsWith("is forwarded", forwarding.Say(string.Create(CultureInfo.InvariantCulture, $"-D {port}")), StringComparison.Ordinal);
        List<Socket> silent = [];
        while (silent.Count < Enough + 10)
        {
            silent.Add(LiveForwarding.Connect(port)!);
            int turns = 0;
            forwarding.RunUntil("it is taken, or waits", () => turns++ > 0);
        }

        forwarding.RunUntil("no more are taken", () => !forwarding.Client.MayOpen);
        silent.ForEach(socket => socket.Dispose());
        forwarding.RunUntil("more are taken", () => forwarding.Client.MayOpen);
    }
}
