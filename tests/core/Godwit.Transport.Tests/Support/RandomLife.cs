using Godwit.Testing;

namespace Godwit.Transport.Tests.Support;

/// <summary>Typing, printing, outages, loss, reordering and port changes, all from one seed.</summary>
internal static class RandomLife
{
    public static void Live(ConnectionPair<Keys, Screen> pair, int seed, int steps)
    {
        var random = new Random(seed);
        for (var step = 0; step < steps; step++)
        {
            switch (random.Next(10))
            {
                case 0:
                    pair.Up.Conditions = Draw(random);
                    break;
                case 1:
                    pair.Down.Conditions = Draw(random);
                    break;
                case 2 when random.Next(4) == 0:
                    pair.Cut(true);
                    pair.RunFor(random.Next(20_000));
                    pair.Cut(false);
                    break;
                case 3:
                    pair.ClientPort++;
                    break;
                case 4:
                    pair.Type(new string((char)('a' + random.Next(26)), random.Next(1, 2000)));
                    break;
                case 5 or 6:
                    pair.Print(pair.Server.Local.Text + random.Next(100));
                    break;
                default:
                    pair.Type($"{(char)('a' + random.Next(26))}");
                    break;
            }

            pair.RunFor(random.Next(400));
        }
    }

    private static LinkConditions Draw(Random random) => new()
    {
        Delay = random.Next(300),
        Jitter = random.Next(60),
        Loss = random.NextDouble() * 0.3,
        Duplication = random.NextDouble() * 0.1,
        Reordering = random.NextDouble() * 0.2,
        ReorderDelay = random.Next(200),
    };
}
