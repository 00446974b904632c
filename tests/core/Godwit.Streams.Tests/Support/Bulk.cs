using System.Globalization;
using Godwit.Testing;

namespace Godwit.Streams.Tests.Support;

/// <summary>What a transfer that never ends makes of a link.</summary>
/// <param name="Goodput">Bits per second that the reader gets.</param>
/// <param name="QueueP99">Milliseconds that a small datagram waits in the queue, in the worst of a hundred, after the first three seconds.</param>
/// <param name="Repeated">Share of what was sent that was sent before.</param>
internal sealed record Bulk(double Goodput, double QueueP99, double Repeated)
{
    private const int WarmMs = 3000;
    private const int SampleMs = 20;

    public static Bulk Measure(LinkConditions conditions, int milliseconds, int keyMs = SampleMs)
    {
        var pair = new MuxPair(7) { Conditions = conditions };
        var transfer = Transfer.Begin(pair, ulong.MaxValue);
        ulong readBefore = 0;
        long sentBefore = 0;
        for (int passed = 0; passed < milliseconds; passed += keyMs)
        {
            pair.Run(keyMs);
            if (passed / keyMs == WarmMs / keyMs)
            {
                readBefore = transfer.Read;
                sentBefore = pair.Client.OctetsSent;
            }

            // A key on its way.
            pair.Client.OthersDue = 1;
        }

        List<long> waits = [.. pair.Server.OtherTimes[(WarmMs / keyMs)..].Order()];
        double seconds = (milliseconds - WarmMs) / 1000.0;
        ulong read = transfer.Read - readBefore;
        long sent = pair.Client.OctetsSent - sentBefore;
        return new Bulk(read * 8 / seconds, waits[(int)(waits.Count * 0.99)] - conditions.Delay, 1 - (read / (double)sent));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Goodput / 1e6:0.00} Mbit/s, queue {QueueP99} ms, repeated {Repeated:0.000}");
}
