using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Godwit.Interop.Parity;

/// <summary>Ten UDP ports for one run, of which some may be taken by the test: <c>{port}</c> is the first, <c>{port+9}</c> the last.</summary>
internal sealed partial class PortBlock : IDisposable
{
    private const int Size = 10;

    // Below those that Linux gives to sockets without a port of their own.
    private const int First = 20000;
    private const int End = 30000;

    private const int FirstChosen = 32768;

    private static int next = First + (Environment.ProcessId % 500 * Size);

    private readonly int low;
    private readonly List<Socket> taken = [];

    private PortBlock(int low) => this.low = low;

    public static PortBlock Take(ParityRow row)
    {
        while (true)
        {
            int low = Interlocked.Add(ref next, Size);
            Assert.True(low < End, "No ten UDP ports in a row are free.");
            var block = new PortBlock(low) { IsSystemsChoice = row.Arguments is [.., "-p", "0" or ""] };
            if (block.TryHoldAll())
            {
                block.Release(row.Scene switch { Scene.BusyPorts => Size, Scene.BusyPort => 1, _ => 0 });
                return block;
            }

            block.Dispose();
        }
    }

    /// <summary>The system chooses the port: any number is as good as another.</summary>
    public bool IsSystemsChoice { get; init; }

    /// <summary>A word with the numbers in it.</summary>
    public string Fill(string word) => Place().Replace(word, match => (low + Offset(match)).ToString(CultureInfo.InvariantCulture));

    /// <summary>The opposite.</summary>
    public string Hide(string text) => Number().Replace(text, match => Shown(int.Parse(match.Value, CultureInfo.InvariantCulture)));

    public void Dispose() => Release(0);

    private static int Offset(Match match) => match.Groups[1].Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private string Shown(int port) => IsSystemsChoice && port > FirstChosen ? "{any}"
        : port >= low && port < low + Size ? $"{{port+{port - low}}}"
        : port is >= 60001 and <= 60999 ? "{60001 to 60999}"
        : port.ToString(CultureInfo.InvariantCulture);

    private bool TryHoldAll()
    {
        try
        {
            for (int i = 0; i < Size; i++)
            {
                var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true };
                taken.Add(socket);
                socket.Bind(new IPEndPoint(IPAddress.IPv6Any, low + i));
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Release(int kept)
    {
        taken.Skip(kept).ToList().ForEach(socket => socket.Dispose());
        taken.RemoveRange(Math.Min(kept, taken.Count), taken.Count - Math.Min(kept, taken.Count));
    }

    [GeneratedRegex(@"\{port(?:\+(\d))?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?<![0-9])\d{5}(?![0-9])")]
    private static partial Regex Number();
}
