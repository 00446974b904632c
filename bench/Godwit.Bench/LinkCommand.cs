using System.Globalization;
using Godwit.Bench.Routes;
using Godwit.Bench.Sessions;
using Godwit.Link;

namespace Godwit.Bench;

/// <summary>
/// <c>bench/run link DELAY RATE LOSS QUEUE</c>: two hosts (network namespaces) with an emulated link between them, for other programs: milliseconds, bits per second,
/// percent and octets, the same both ways. Prints the files of the two namespaces for nsenter(1), and lasts until standard input ends.
/// </summary>
internal static class LinkCommand
{
    private const int Arguments = 4;
    private const double TurnMs = 200;
    private const double Percent = 100;

    /// <summary>Runs it.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        double[] numbers = [.. arguments.Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : -1)];
        if (numbers.Length != Arguments || numbers.Any(number => number < 0))
        {
            Console.Error.WriteLine("usage: bench/run link DELAY_MS RATE_BITS LOSS_PERCENT QUEUE_OCTETS");
            return 2;
        }

        var loop = new EventLoop();
        using var route = new NamespaceRoute(loop);
        var direction = new LinkDirection { DelayMilliseconds = numbers[0], RateBitsPerSecond = (long)numbers[1], Loss = numbers[2] / Percent, QueueBytes = (int)numbers[3] };
        route.Link.Become(new LinkProfile("link", direction, direction), seed: 1);
        Console.WriteLine($"{route.ClientSpace} {route.ServerSpace}");
        Console.Out.Flush();
        using var ended = new CancellationTokenSource();
        var reader = new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }

            ended.Cancel();
        })
        { IsBackground = true };
        reader.Start();
        while (!ended.IsCancellationRequested)
        {
            loop.RunFor(TurnMs);
        }

        return 0;
    }
}
