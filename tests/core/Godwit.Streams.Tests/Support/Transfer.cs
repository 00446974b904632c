namespace Godwit.Streams.Tests.Support;

/// <summary>One direction of one stream with a writer and a reader of their own speed. What octet belongs where follows from its number.</summary>
internal sealed class Transfer
{
    private readonly int seed;
    private readonly ulong length;
    private readonly int writeMax;

    public Transfer(int seed, ulong length, int writeMax, int readMax)
    {
        (this.seed, this.length, this.writeMax, ReadMax) = (seed, length, writeMax, readMax);
    }

    public MuxStream? Writer { get; set; }

    public MuxStream? Reader { get; set; }

    public ulong Written { get; private set; }

    public ulong Read { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>Octets that are read in a turn at most.</summary>
    public int ReadMax { get; set; }

    /// <summary>Turns from the last octet to the end.</summary>
    public int EndDelay { get; set; }

    /// <summary>From the client to the server of a pair, as fast as it goes; lives in the pair's turns.</summary>
    public static Transfer Begin(MuxPair pair, ulong length)
    {
        var transfer = new Transfer(1, length, 1 << 20, 1 << 20) { Writer = pair.Client.Mux.Open() };
        pair.Turn = _ =>
        {
            transfer.Write();
            transfer.Reader ??= pair.Server.Mux.TryAccept(out MuxStream? stream) ? stream : null;
            transfer.Take();
        };
        return transfer;
    }

    public void Write()
    {
        int budget = writeMax;
        while (Writer is not null && Written < length && budget > 0)
        {
            Span<byte> room = Writer.GetRoom();
            int count = (int)Math.Min((ulong)Math.Min(room.Length, budget), length - Written);
            if (count == 0)
            {
                return;
            }

            for (int index = 0; index < count; index++)
            {
                room[index] = Octet(Written + (ulong)index);
            }

            Writer.Advance(count);
            Written += (ulong)count;
            budget -= count;
        }

        if (Writer is not null && Written == length && EndDelay-- <= 0)
        {
            Writer.Finish();
        }
    }

    public void Take()
    {
        int budget = ReadMax;
        while (Reader is not null && budget > 0 && !IsDone)
        {
            ReadOnlySpan<byte> readable = Reader.Readable;
            int count = Math.Min(readable.Length, budget);
            for (int index = 0; index < count; index++)
            {
                if (readable[index] != Octet(Read + (ulong)index))
                {
                    Assert.Fail($"octet {Read + (ulong)index} of stream {Reader.Id} is wrong");
                }
            }

            Reader.Consume(count);
            Read += (ulong)count;
            budget -= count;
            IsDone = Reader.IsAtEnd;
            if (count == 0)
            {
                break;
            }
        }

        if (IsDone)
        {
            Assert.Equal(length, Read);
        }
    }

    private byte Octet(ulong offset) => (byte)(((offset * 0x9E3779B97F4A7C15) + (ulong)seed) >> 56);
}
