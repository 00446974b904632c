namespace Godwit.Crypto.Tests;

public sealed class OcbTests
{
    // Spec 01 section 7.5: key 000102..0F, no associated data.
    private static readonly (string Nonce, int Length, string Sealed)[] Vectors =
    [
        ("BBAA99887766554433221100", 0, "785407bfffc8ad9edcc5520ac9111ee6"),
        ("BBAA99887766554433221103", 8, "45dd69f8f5aae72414054cd1f35d82760b2cd00d2f99bfa9"),
        ("BBAA99887766554433221106", 16, "5ce88ec2e0692706a915c00aeb8b2396f40e1c743f52436bdf06d8fa1eca343d"),
        ("BBAA99887766554433221109", 24, "221bd0de7fa6fe993eccd769460a0af2d6cded0c395b1c3ce725f32494b9f914d85c0b1eb38357ff"),
        ("BBAA9988776655443322110C", 32, "2942bfc773bda23cabc6acfd9bfd5835bd300f0973792ef46040c53f1432bcdfb5e1dde3bc18a5f840b52e653444d5df"),
        ("BBAA9988776655443322110F", 40, "4412923493c57d5de0d700f753cce0d1d2d95060122e9f15a5ddbfc5787e50b5cc55ee507bcb084e479ad363ac366b95a98ca5f3000b1479"),
    ];

    [Theory]
    [MemberData(nameof(BlockCiphers.Names), MemberType = typeof(BlockCiphers))]
    public void Seal_RfcVectors_MatchAndOpenBack(string name)
    {
        using var ocb = new Ocb(BlockCiphers.Create(name, Sequence(16)));
        foreach (var (nonceText, length, expected) in Vectors)
        {
            var nonce = Convert.FromHexString(nonceText);
            var text = Sequence(length);
            var tag = new byte[16];
            var cache = default(OcbNonceCache);
            ocb.Seal(nonce, ref cache, text, tag);
            Assert.Equal(expected, Convert.ToHexStringLower([.. text, .. tag]));
            Assert.True(ocb.TryOpen(nonce, ref cache, text, tag));
            Assert.Equal(Sequence(length), text);
        }
    }

    [Theory]
    [MemberData(nameof(BlockCiphers.Names), MemberType = typeof(BlockCiphers))]
    public void TryOpen_AnyBitFlipped_Fails(string name)
    {
        using var ocb = new Ocb(BlockCiphers.Create(name, Sequence(16)));
        foreach (var (nonceText, length, expected) in Vectors)
        {
            byte[] all = [.. Convert.FromHexString(nonceText), .. Convert.FromHexString(expected)];
            for (var bit = 0; bit < all.Length * 8; bit++)
            {
                var changed = all.ToArray();
                changed[bit / 8] ^= (byte)(1 << (bit % 8));
                var cache = default(OcbNonceCache);
                var text = changed.AsSpan(12, length);
                Assert.False(ocb.TryOpen(changed.AsSpan(0, 12), ref cache, text, changed.AsSpan(12 + length)));
                Assert.Equal(-1, text.IndexOfAnyExcept((byte)0));
            }
        }
    }

    [Fact]
    public void Seal_RandomInputs_EqualsOpenSslOnEveryCipher()
    {
        Assert.SkipUnless(OpenSslOcb.IsPresent, "libcrypto.so.3 is not installed.");
        var random = new Random(7253);
        var names = BlockCiphers.Names.Select(row => row.Data).ToArray();
        for (var round = 0; round < 1500; round++)
        {
            var key = Bytes(random, 16);
            var nonce = Bytes(random, 12);
            var text = Bytes(random, round < 300 ? round : random.Next(2049));
            var expected = OpenSslOcb.Seal(key, nonce, text);
            foreach (var name in names)
            {
                using var ocb = new Ocb(BlockCiphers.Create(name, key));
                var cache = default(OcbNonceCache);
                byte[] output = [.. text, .. new byte[16]];
                ocb.Seal(nonce, ref cache, output.AsSpan(0, text.Length), output.AsSpan(text.Length));
                Assert.Equal(expected, output);
                Assert.True(ocb.TryOpen(nonce, ref cache, output.AsSpan(0, text.Length), output.AsSpan(text.Length)));
                Assert.Equal(text, output[..text.Length]);
            }
        }
    }

    [Fact]
    public void Seal_CachedTop_EqualsAFreshOneForEveryBottom()
    {
        using var ocb = new Ocb(BlockCipher.Create(Sequence(16)));
        var kept = default(OcbNonceCache);
        var nonce = new byte[12];
        for (var i = 0; i < 300; i++)
        {
            nonce[^1] = (byte)i;
            nonce[^2] = (byte)(i >> 8);
            var fresh = default(OcbNonceCache);
            byte[] first = new byte[21], second = new byte[21];
            ocb.Seal(nonce, ref kept, first.AsSpan(0, 5), first.AsSpan(5));
            ocb.Seal(nonce, ref fresh, second.AsSpan(0, 5), second.AsSpan(5));
            Assert.Equal(second, first);
        }
    }

    private static byte[] Sequence(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
