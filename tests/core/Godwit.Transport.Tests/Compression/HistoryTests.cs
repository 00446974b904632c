using System.Text;

namespace Godwit.Transport.Tests.Compression;

/// <summary>Diffs compressed against those before them.</summary>
public sealed class HistoryTests
{
    private const string Line = "static int fn_29(struct offset *p, int child)";

    [Fact]
    public void DeflateAfter_AnyHistoryAndMessage_InflatesToTheSame()
    {
        var random = new Random(8);
        for (var i = 0; i < 300; i++)
        {
            var history = Words(random, random.Next(DiffHistory.LengthMax + 1));
            var message = Words(random, i % 10 == 0 ? random.Next(20_000) : random.Next(500));
            var deflated = new ReusableBuffer();
            Zlib.DeflateAfter(history, message, deflated);
            Assert.True(TryInflate(history, deflated.Written, out var inflated));
            Assert.Equal(message, inflated);
        }
    }

    [Fact]
    public void DeflateAfter_WhatTheHistoryHas_CostsNextToNothing()
    {
        var message = Encoding.ASCII.GetBytes(Line);
        var alone = new ReusableBuffer();
        var after = new ReusableBuffer();
        Zlib.DeflateAfter([], message, alone);
        Zlib.DeflateAfter(message, message, after);
        Assert.InRange(alone.Length, 40, 60);
        Assert.InRange(after.Length, 1, 8);
    }

    [Fact]
    public void TryInflateAfter_DamagedOrOtherHistory_FailsOrDiffersAndNeverThrows()
    {
        var random = new Random(9);
        var history = Words(random, 2000);
        var message = Words(random, 2000);
        var deflated = new ReusableBuffer();
        Zlib.DeflateAfter(history, message, deflated);
        var stream = deflated.Written.ToArray();
        Assert.False(TryInflate(history, stream.AsSpan(0, stream.Length - 1), out _));
        Assert.False(TryInflate([], stream, out _));
        Assert.False(TryInflate(history, [], out _));
        for (var i = 0; i < 2000; i++)
        {
            var damaged = stream.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            TryInflate(history, damaged, out _);
        }
    }

    [Fact]
    public void TryInflateAfter_BeyondTheLimit_IsRefused()
    {
        var deflated = new ReusableBuffer();
        Zlib.DeflateAfter([], new byte[Zlib.MessageLengthMax + 1], deflated);
        Assert.False(TryInflate([], deflated.Written, out _));
    }

    [Fact]
    public void Extend_KeepsTheEnd()
    {
        byte[] history = [];
        List<byte> all = [];
        var random = new Random(10);
        for (var i = 0; i < 200; i++)
        {
            var diff = Words(random, random.Next(i % 20 == 0 ? 6000 : 300));
            all.AddRange(diff);
            history = DiffHistory.Extend(history, diff);
            Assert.Equal(all.TakeLast(DiffHistory.LengthMax), history);
        }

        Assert.Same(history, DiffHistory.Extend(history, []));
    }

    private static bool TryInflate(ReadOnlySpan<byte> history, ReadOnlySpan<byte> stream, out byte[] inflated)
    {
        var output = new ReusableBuffer();
        var succeeded = Zlib.TryInflateAfter(history, stream, output);
        inflated = succeeded ? output.Written[history.Length..].ToArray() : [];
        return succeeded;
    }

    private static byte[] Words(Random random, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(Line.AsSpan(random.Next(10), random.Next(1, 30))).Append(random.Next(1000));
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}
