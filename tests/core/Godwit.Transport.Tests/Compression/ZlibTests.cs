using System.IO.Compression;

namespace Godwit.Transport.Tests.Compression;

public sealed class ZlibTests
{
    [Fact]
    public void Deflate_AnyContent_IsReadByTheStandardLibraryAndHasStocksHeader()
    {
        var random = new Random(6);
        for (var i = 0; i < 300; i++)
        {
            var message = Content(random, i < 100 ? i + 1 : random.Next(20_000));
            var compressed = new ReusableBuffer();
            Zlib.Deflate(message, compressed);
            Assert.Equal([0x78, 0x9c], compressed.Written[..2].ToArray());
            using var stream = new ZLibStream(new MemoryStream(compressed.Written.ToArray()), CompressionMode.Decompress);
            using var back = new MemoryStream();
            stream.CopyTo(back);
            Assert.Equal(message, back.ToArray());
            Assert.Equal(message, Inflate(compressed.Written.ToArray()));
        }
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void TryInflate_AnyLevel_IsAccepted(CompressionLevel level)
    {
        var message = Content(new Random(7), 5000);
        using var output = new MemoryStream();
        using (var stream = new ZLibStream(output, level, leaveOpen: true))
        {
            stream.Write(message);
        }

        Assert.Equal(message, Inflate(output.ToArray()));
    }

    [Fact]
    public void TryInflate_TrailingOctets_AreIgnored()
    {
        var compressed = new ReusableBuffer();
        Zlib.Deflate("hello"u8, compressed);
        Assert.Equal("hello"u8.ToArray(), Inflate([.. compressed.Written, 1, 2, 3]));
    }

    [Fact]
    public void TryInflate_DamagedOrCut_Fails()
    {
        var compressed = new ReusableBuffer();
        Zlib.Deflate(Content(new Random(8), 300), compressed);
        var whole = compressed.Written.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(Inflate(whole[..length]));
        }

        whole[^1] ^= 1;
        Assert.Null(Inflate(whole));
    }

    [Fact]
    public void TryInflate_RawDeflateOrGzip_Fails()
    {
        using var raw = new MemoryStream();
        using (var stream = new DeflateStream(raw, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write("hello hello"u8);
        }

        using var gzip = new MemoryStream();
        using (var stream = new GZipStream(gzip, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write("hello hello"u8);
        }

        Assert.Null(Inflate(raw.ToArray()));
        Assert.Null(Inflate(gzip.ToArray()));
    }

    [Fact]
    public void TryInflate_AtAndAboveTheLimit_SucceedsAndFails()
    {
        var compressed = new ReusableBuffer();
        Zlib.Deflate(new byte[Zlib.MessageLengthMax], compressed);
        Assert.Equal(Zlib.MessageLengthMax, Inflate(compressed.Written.ToArray())!.Length);
        compressed.Clear();
        Zlib.Deflate(new byte[Zlib.MessageLengthMax + 1], compressed);
        Assert.Null(Inflate(compressed.Written.ToArray()));
        compressed.Clear();
        Zlib.Deflate(new byte[40 * 1024 * 1024], compressed);
        var output = new ReusableBuffer();
        Assert.False(Zlib.TryInflate(compressed.Written, output));
        Assert.InRange(output.Length, 0, 3 * Zlib.MessageLengthMax);
    }

    [Fact]
    public void TryInflate_RandomOctets_NeverThrows()
    {
        var random = new Random(9);
        for (var i = 0; i < 20_000; i++)
        {
            var octets = new byte[random.Next(100)];
            random.NextBytes(octets);
            if (octets.Length > 2 && random.Next(2) == 0)
            {
                octets[0] = 0x78;
                octets[1] = 0x9c;
            }

            Inflate(octets);
        }
    }

    private static byte[]? Inflate(byte[] compressed)
    {
        var output = new ReusableBuffer();
        return Zlib.TryInflate(compressed, output) ? output.Written.ToArray() : null;
    }

    private static byte[] Content(Random random, int length)
    {
        var content = new byte[length];
        var alphabet = random.Next(1, 256);
        for (var i = 0; i < length; i++)
        {
            content[i] = (byte)random.Next(alphabet);
        }

        return content;
    }
}
