namespace Godwit.Transport.Tests.Wire;

public sealed class PackedInstructionTests
{
    [Fact]
    public void Write_TheExampleOfTheDocument_IsThoseOctets()
    {
        var packed = new PackedInstruction { OldNumber = 299, NewNumber = 300, ThrowawayNumber = 297, AckNumber = 7, Padding = [0xaa, 0xbb] };
        Assert.Equal([0x82, 0xac, 0x02, 0x01, 0x02, 0x07, 0xaa, 0xbb], Written(packed));
        packed.LossReport = 37;
        Assert.Equal([0x82, 0xac, 0x02, 0x01, 0x02, 0x07, 0x25, 0xaa, 0xbb], Written(packed));
    }

    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0ul)]
    [InlineData(5ul, 5ul, 5ul, 5ul)]
    [InlineData(3ul, 4ul, 2ul, 1000ul)]
    [InlineData(70ul, ulong.MaxValue, 70ul, ulong.MaxValue)]
    public void TryRead_WhatWasWritten_IsTheSame(ulong old, ulong @new, ulong throwaway, ulong ack)
    {
        foreach (var isDeflated in new[] { false, true })
        {
            var packed = new PackedInstruction
            {
                OldNumber = old,
                NewNumber = @new,
                ThrowawayNumber = throwaway,
                AckNumber = ack,
                IsDeflated = isDeflated,
                LossReport = isDeflated ? 127ul : null,
                ContinuesHistory = !isDeflated,
                Padding = new byte[PackedInstruction.PaddingMax],
            };
            byte[] message = [.. Written(packed), 1, 2, 3];
            Assert.True(PackedInstruction.Begins(message));
            Assert.True(PackedInstruction.TryRead(message, hasReport: isDeflated, out var read));
            Assert.Equal((old, @new, throwaway, ack), (read.OldNumber, read.NewNumber, read.ThrowawayNumber, read.AckNumber));
            Assert.Equal((isDeflated, !isDeflated), (read.IsDeflated, read.ContinuesHistory));
            Assert.Equal(PackedInstruction.PaddingMax, read.Padding.Length);
            Assert.Equal(isDeflated ? 127ul : null, read.LossReport);
            Assert.Equal([1, 2, 3], read.Content.ToArray());
        }
    }

    [Fact]
    public void TryRead_CutShort_IsRefused()
    {
        var message = Written(new PackedInstruction { OldNumber = 299, NewNumber = 300, ThrowawayNumber = 297, AckNumber = 7, Padding = [1, 2] });
        for (var length = 1; length < message.Length; length++)
        {
            Assert.False(PackedInstruction.TryRead(message.AsSpan(0, length), hasReport: false, out _));
        }
    }

    [Fact]
    public void TryRead_UnknownBit_IsRefused()
    {
        Assert.False(PackedInstruction.TryRead([0x80, 1, 1, 0, 0], hasReport: true, out _));
        Assert.True(PackedInstruction.TryRead([0x80, 1, 1, 0, 0], hasReport: false, out _));
        Assert.False(PackedInstruction.TryRead([0x90, 1, 1, 0, 0], hasReport: false, out _));
    }

    [Fact]
    public void Begins_ZlibAndFragments_AreNotOfThisForm()
    {
        Assert.False(PackedInstruction.Begins([0x78, 0x9c]));
        Assert.False(PackedInstruction.Begins(new byte[FragmentHeader.Length]));
        Assert.False(PackedInstruction.Begins([]));
    }

    private static byte[] Written(PackedInstruction packed)
    {
        var buffer = new ReusableBuffer();
        packed.WriteHead(buffer);
        return buffer.Written.ToArray();
    }
}
