using System.Globalization;
using Godwit.Streams.Tests.Support;
using Godwit.Testing;

namespace Godwit.Streams.Tests;

/// <summary>
/// Streams of random lengths and speeds over random faults, one seed each: every octet once and in order, no deadlock, bounded memory.
/// GODWIT_SIM_RUNS=100000 GODWIT_SIM_SEED=1 runs others.
/// </summary>
public sealed class StreamSimulationTests
{
    private const int RunsOfCi = 10_000;
    private const int SeedOfCi = 7_000_000;
    private const int Parts = 20;
    private const long TrialMs = 15_000;
    private const long RestMs = 240_000;
    private const long MemoryMax = 48 * 1024 * 1024;

    public static TheoryData<int> AllParts => [.. Enumerable.Range(0, Parts)];

    [Theory]
    [MemberData(nameof(AllParts))]
    public void Streams_WhateverHappens_ArriveOnceAndInOrder(int part)
    {
        int runs = Number("GODWIT_SIM_RUNS") ?? RunsOfCi;
        int first = Number("GODWIT_SIM_SEED") ?? SeedOfCi;
        for (int run = part; run < runs; run += Parts)
        {
            try
            {
                Live(first + run);
            }
            catch (Exception thrown) when (thrown is not OutOfMemoryException)
            {
                Assert.Fail($"seed {first + run}: {thrown}\nReplay: GODWIT_SIM_SEED={first + run} GODWIT_SIM_RUNS=1 dotnet run -c Checked --project tests/core/Godwit.Streams.Tests -- -class '*StreamSimulationTests'");
            }
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static void Live(int seed)
    {
        var random = new Random(seed);
        var pair = new MuxPair(seed) { BodyLength = random.Next(3) switch { 0 => StreamMux.BodyMin, 1 => 1172, _ => 1444 } };
        List<Transfer> transfers = [];
        Dictionary<ulong, Transfer> byStream = [];
        Dictionary<ulong, Transfer> answers = [];
        int count = 1 << random.Next(5);
        for (int index = 0; index < count; index++)
        {
            MuxPair.Side opener = random.Next(2) == 0 ? pair.Client : pair.Server;
            MuxStream stream = opener.Mux.Open()!;
            Transfer there = Draw(random), back = Draw(random);
            (there.Writer, back.Reader) = (stream, stream);
            byStream.Add(stream.Id, there);
            answers.Add(stream.Id, back);
            transfers.AddRange([there, back]);
        }

        long held = 0;
        pair.Turn = side =>
        {
            while (side.Mux.TryAccept(out MuxStream? stream))
            {
                byStream[stream.Id].Reader = stream;
                answers[stream.Id].Writer = stream;
            }

            transfers.ForEach(transfer => transfer.Write());
            transfers.ForEach(transfer => transfer.Take());
            held = Math.Max(held, side.Mux.HeldOctets);
            // A reader or writer that stopped by its own speed goes on soon.
            pair.TurnAt = pair.Now + 7;
        };
        long end = pair.Now.Milliseconds + TrialMs;
        while (pair.Now.Milliseconds < end && !transfers.TrueForAll(transfer => transfer.IsDone))
        {
            Spoil(random, pair);
            pair.Run(random.Next(1, 3000), () => transfers.TrueForAll(transfer => transfer.IsDone));
        }

        pair.IsCut = pair.Client.IsAsleep = pair.Server.IsAsleep = false;
        pair.Conditions = new LinkConditions { Delay = 10 };
        Assert.True(pair.Run(RestMs, () => transfers.TrueForAll(transfer => transfer.IsDone)), "It does not finish: " + string.Join(", ", transfers.Where(one => !one.IsDone).Select(one => $"{one.Read} of {one.Written}")));
        pair.TurnAt = Godwit.Transport.Instant.Never;
        pair.Turn = null;
        pair.Run(20_000);
        Assert.Null(pair.Client.Mux.Fault);
        Assert.Null(pair.Server.Mux.Fault);
        Assert.Equal((0, 0, 0L, 0L), (pair.Client.Mux.Count, pair.Server.Mux.Count, pair.Client.Mux.HeldOctets, pair.Server.Mux.HeldOctets));
        Assert.InRange(held, 0, MemoryMax);
    }

    private static Transfer Draw(Random random)
    {
        ulong length = random.Next(4) switch { 0 => 0, 1 => (ulong)random.Next(100), 2 => (ulong)random.Next(20_000), _ => (ulong)random.Next(150_000) };
        return new Transfer(random.Next(), length, 1 << random.Next(6, 18), 1 << random.Next(6, 18)) { EndDelay = random.Next(3) == 0 ? random.Next(100) : 0 };
    }

    private static void Spoil(Random random, MuxPair pair)
    {
        foreach (MuxPair.Side side in new[] { pair.Client, pair.Server })
        {
            side.Out.Conditions = new LinkConditions
            {
                Delay = random.Next(3) == 0 ? random.Next(400) : random.Next(40),
                Jitter = random.Next(2) == 0 ? 0 : random.Next(50),
                Loss = random.Next(3) switch { 0 => 0, 1 => random.NextDouble() * 0.05, _ => random.NextDouble() * 0.5 },
                Duplication = random.Next(3) == 0 ? 0.1 : 0,
                Reordering = random.Next(3) == 0 ? random.NextDouble() * 0.3 : 0,
                RateBitsPerSecond = random.Next(3) == 0 ? random.Next(100_000, 20_000_000) : 0,
                QueueOctets = random.Next(2) == 0 ? 10_000 : 200_000,
            };
            side.Out.IsCut = random.Next(6) == 0;
            side.IsAsleep = random.Next(10) == 0;
            side.OthersDue = random.Next(3);
        }

        if (random.Next(5) == 0)
        {
            pair.Client.Mux.NotePathChanged(pair.Now);
            pair.Server.Mux.NotePathChanged(pair.Now);
        }
    }
}
