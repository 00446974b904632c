using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Godwit.Crypto.Tests;

public sealed class BlockCipherTests
{
    [Theory]
    [MemberData(nameof(BlockCiphers.Names), MemberType = typeof(BlockCiphers))]
    public void Encrypt_Fips197Example_MatchesAndDecryptsBack(string name)
    {
        using var cipher = BlockCiphers.Create(name, Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));
        var plain = Vector128.Create<byte>(Convert.FromHexString("00112233445566778899aabbccddeeff"));
        Span<Vector128<byte>> blocks = [plain];
        cipher.Encrypt(blocks);
        Assert.Equal("69C4E0D86A7B0430D8CDB78070B4C55A", Convert.ToHexString(MemoryMarshal.AsBytes(blocks)));
        cipher.Decrypt(blocks);
        Assert.Equal(plain, blocks[0]);
    }

    [Theory]
    [MemberData(nameof(BlockCiphers.Names), MemberType = typeof(BlockCiphers))]
    public void Encrypt_EveryBatchLength_EqualsTheLibrary(string name)
    {
        var random = new Random(197);
        var key = new byte[16];
        for (var round = 0; round < 50; round++)
        {
            random.NextBytes(key);
            using var cipher = BlockCiphers.Create(name, key);
            using var library = new LibraryAes(key);
            for (var count = 1; count <= BlockCipher.BatchLength; count++)
            {
                var blocks = new Vector128<byte>[count];
                random.NextBytes(MemoryMarshal.AsBytes(blocks.AsSpan()));
                var original = blocks.ToArray();
                var expected = blocks.ToArray();
                cipher.Encrypt(blocks);
                library.Encrypt(expected);
                Assert.Equal(expected, blocks);
                cipher.Decrypt(blocks);
                Assert.Equal(original, blocks);
            }
        }
    }

    [Fact]
    public void Create_OnAProcessorWithAesInstructions_AvoidsTheLibrary()
    {
        Assert.SkipUnless(X86Aes.IsSupported || ArmAes.IsSupported, "This processor has no AES instructions.");
        using var cipher = BlockCipher.Create(new byte[16]);
        Assert.IsNotType<LibraryAes>(cipher);
    }
}
