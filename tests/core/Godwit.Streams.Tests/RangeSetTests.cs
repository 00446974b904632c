namespace Godwit.Streams.Tests;

public sealed class RangeSetTests
{
    private const int NumberMax = 200;

    [Fact]
    public void AnyOperations_LeaveWhatASetOfNumbersHolds()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var ranges = new RangeSet();
            var numbers = new HashSet<ulong>();
            for (int step = 0; step < 200; step++)
            {
                Change(random, ranges, numbers);
                CheckEqual(numbers, ranges);
                ulong start = (ulong)random.Next(NumberMax);
                ulong end = (ulong)random.Next(NumberMax);
                Assert.Equal(Between(start, end).All(numbers.Contains), ranges.Contains(start, end));
            }
        }
    }

    [Fact]
    public void Add_BackAndForth_AllocatesNothingOnceItHasGrown()
    {
        var ranges = new RangeSet();
        ranges.Add(0, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong number = 1; number < 10_000; number++)
        {
            ranges.Add(2 * number, (2 * number) + 1);
            ranges.RemoveFirst();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Change(Random random, RangeSet ranges, HashSet<ulong> numbers)
    {
        // Empty ones and ones that go backwards too: they are nothing.
        ulong start = (ulong)random.Next(NumberMax);
        ulong end = random.Next(8) == 0 ? (ulong)random.Next(NumberMax) : start + (ulong)random.Next(12);
        switch (random.Next(100))
        {
            case < 55:
                ranges.Add(start, end);
                numbers.UnionWith(Between(start, end));
                break;
            case < 90:
                ranges.Remove(start, end);
                numbers.ExceptWith(Between(start, end));
                break;
            case < 99 when ranges.Count > 0:
                numbers.ExceptWith(Between(ranges[0].Start, ranges[0].End));
                ranges.RemoveFirst();
                break;
            case 99:
                ranges.Clear();
                numbers.Clear();
                break;
        }
    }

    private static void CheckEqual(HashSet<ulong> numbers, RangeSet ranges)
    {
        Assert.Equal((ulong)numbers.Count, ranges.Total);
        int found = 0;
        for (int index = 0; index < ranges.Count; index++)
        {
            (ulong start, ulong end) = ranges[index];
            Assert.True(start < end && (index == 0 || ranges[index - 1].End < start), "sorted, not empty, apart");
            Assert.True(Between(start, end).All(numbers.Contains));
            found += (int)(end - start);
        }

        Assert.Equal(numbers.Count, found);
    }

    private static IEnumerable<ulong> Between(ulong start, ulong end)
    {
        for (ulong number = start; number < end; number++)
        {
            yield return number;
        }
    }
}
