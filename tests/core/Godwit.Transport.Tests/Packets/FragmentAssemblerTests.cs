namespace Godwit.Transport.Tests.Packets;

public sealed class FragmentAssemblerTests
{
    private readonly FragmentAssembler assembler = new();

    [Fact]
    public void Add_EveryOrderOfFourSlices_GivesTheMessage()
    {
        string[] slices = ["ab", "cd", "", "e"];
        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            for (var i = 0; i < order.Length; i++)
            {
                var outcome = Add(7, order[i], order[i] == 3, slices[order[i]], out var message);
                Assert.Equal(i == 3 ? FragmentOutcome.Complete : FragmentOutcome.Incomplete, outcome);
                Assert.Equal(i == 3 ? "abcde" : "", message);
            }
        }

        Assert.Equal(0, assembler.GroupsDiscarded);
    }

    [Fact]
    public void Add_DuplicateSlices_AreIgnored()
    {
        Add(7, 0, false, "ab", out _);
        Assert.Equal(FragmentOutcome.Incomplete, Add(7, 0, false, "ab", out _));
        Assert.Equal(FragmentOutcome.Complete, Add(7, 1, true, "c", out var message));
        Assert.Equal("abc", message);
    }

    [Fact]
    public void Add_FullDuplicateGroup_IsDeliveredAgain()
    {
        for (var i = 0; i < 2; i++)
        {
            Add(7, 0, false, "ab", out _);
            Assert.Equal(FragmentOutcome.Complete, Add(7, 1, true, "c", out _));
        }
    }

    [Theory]
    [InlineData(7, 0, false, "xx")] // Other content for an index that is held.
    [InlineData(7, 2, true, "z")] // The last slice below or at a held index.
    [InlineData(7, 1, true, "z")]
    [InlineData(7, 0, true, "ab")]
    public void Add_Contradiction_GivesUpTheGroup(ulong group, int index, bool isLast, string slice)
    {
        Add(7, 0, false, "ab", out _);
        Add(7, 2, false, "ef", out _);
        Assert.Equal(FragmentOutcome.Discarded, Add(group, index, isLast, slice, out _));
        Assert.False(assembler.IsPartial);
        Assert.Equal(1, assembler.GroupsDiscarded);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(1, true)]
    public void Add_AgainstTheKnownCount_GivesUpTheGroup(int index, bool isLast)
    {
        Add(7, 2, true, "ef", out _);
        Assert.Equal(FragmentOutcome.Discarded, Add(7, index, isLast, "ef", out _));
    }

    [Theory]
    [InlineData(6ul)]
    [InlineData(8ul)]
    public void Add_AnotherGroup_ReplacesThePartialOne(ulong other)
    {
        Add(7, 0, false, "ab", out _);
        Assert.Equal(FragmentOutcome.Complete, Add(other, 0, true, "whole", out var message));
        Assert.Equal("whole", message);
        Assert.Equal(FragmentOutcome.Incomplete, Add(7, 1, true, "c", out _));
    }

    [Fact]
    public void Add_MoreThanTheLimit_GivesUpTheGroup()
    {
        var slice = new string('x', 2000);
        var discarded = false;
        for (var i = 0; i < FragmentHeader.IndexMax && !discarded; i++)
        {
            discarded = Add(7, i, false, slice, out _) == FragmentOutcome.Discarded;
            Assert.InRange(i, 0, Zlib.MessageLengthMax / 2000);
        }

        Assert.True(discarded);
    }

    [Fact]
    public void Add_RandomSlices_NeverThrows()
    {
        var random = new Random(11);
        for (var i = 0; i < 200_000; i++)
        {
            var index = random.Next(20) == 0 ? random.Next(0x8000) : random.Next(4);
            Add((ulong)random.Next(2), index, random.Next(4) == 0, new string('x', random.Next(3)), out _);
        }
    }

    [Fact]
    public void FragmenterAndAssembler_AnyLengths_RoundTrip()
    {
        var random = new Random(12);
        var fragmenter = new Fragmenter();
        var body = new byte[FragmentHeader.Length + 100];
        for (var length = 1; length < 1000; length++)
        {
            var message = new byte[length];
            random.NextBytes(message);
            fragmenter.Message.Clear();
            message.CopyTo(fragmenter.Message.GetSpan(length));
            fragmenter.Message.Advance(length);
            Assert.True(fragmenter.Begin(100));
            var slices = 0;
            ReadOnlySpan<byte> result = default;
            while (fragmenter.HasMore)
            {
                var written = fragmenter.Next(body);
                Assert.InRange(written, 11, 110);
                Assert.Equal(
                    fragmenter.HasMore ? FragmentOutcome.Incomplete : FragmentOutcome.Complete,
                    assembler.Add(body.AsSpan(0, written), out result));
                slices++;
            }

            Assert.Equal((length + 99) / 100, slices);
            Assert.Equal(message, result.ToArray());
        }
    }

    private FragmentOutcome Add(ulong group, int index, bool isLast, string slice, out string message)
    {
        var body = new byte[FragmentHeader.Length + slice.Length];
        new FragmentHeader(group, index, isLast).Write(body);
        System.Text.Encoding.ASCII.GetBytes(slice, body.AsSpan(FragmentHeader.Length));
        var outcome = assembler.Add(body, out var octets);
        message = System.Text.Encoding.ASCII.GetString(octets);
        return outcome;
    }

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length <= 1
            ? [items]
            : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
