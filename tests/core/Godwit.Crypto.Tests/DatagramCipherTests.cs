namespace Godwit.Crypto.Tests;

public sealed class DatagramCipherTests
{
    private const string CapturedKey = "/Ao1QMjXl/51fEw9+lNu9w";

    // Spec 01 sections 7.1 to 7.4: captured between stock programs. (7.3 is printed there without the first octet of its
    // ciphertext, 01; OpenSSL's OCB of the printed plaintext gives it, and the stated length of 92 octets agrees.)
    public static TheoryData<string, string> Captured => new()
    {
        {
            "0000000000000000de9e05f385dc626c7771225d832b5c8195d43e3f920d887ae23265100bf41f79486ebdb0dafa15df0db33dd6830ebc579f83067d4dc13eb95f4f37f6b6b0ed1c",
            "0f4bffff00000000000000018000789ce360126090605460d06030e2e0629362d1083090b062f9f1acc41d001fa0047b"
        },
        {
            "8000000000000000e2cc7e1f939e0a2c2a5047623568cad7f2f4415445449042d9707ece0d68b9dcd49979444630856b641eba2a883552d62d0545888603aabfea5a88",
            "0f520f4b00000000000000018000789ce360126090605460d4603062b062d734dbc4a07fc902001461033a"
        },
        {
            "8000000000000001014eee92b6258489f3c80a95b89790fc29a2467109ca00294e6de36dd04cecb28fc84ced5b9d783494437ffff86279d23455ed2f84580a7c8d52d61809f03a889ced109d7c1c6e2602f18c0696a40959798f119b",
            "104cffff00000000000000028000789ce360126090605260d4603052e062b1627260e49210125312918eb63732cde1ca48cdc9c9e7e502f332ac98d997ce0600970f08a0"
        },
        {
            "0000000000000002bcfc17e648304770adb6646649f03200acba65c452bc8fc879d42ae3e554d261a1305bdfef92bf1df4286472146acecda00ef21e83715fcedbc3e70be6356a98c8f872207834c9",
            "151cffff00000000000000038000789ce360126094605660d26034e2e062136251624a4cb2e25efa8bbf2b4e5e7d9fcec51a00466b0721"
        },
    };

    [Theory]
    [MemberData(nameof(Captured))]
    public void TryOpen_CapturedDatagram_GivesTheTextAndSealsBackIdentically(string datagramHex, string textHex)
    {
        var original = Convert.FromHexString(datagramHex);
        var direction = (Direction)(original[0] >> 7);
        using var receiver = Cipher(direction == Direction.ToServer ? Direction.ToClient : Direction.ToServer);
        var datagram = original.ToArray();
        Assert.Equal(OpenOutcome.Opened, receiver.TryOpen(datagram, out var sequence, out var text));
        Assert.Equal(original[7], sequence);
        Assert.Equal(textHex, Convert.ToHexStringLower(text));

        using var sender = Cipher(direction, firstSequence: sequence);
        datagram.AsSpan(0, DatagramCipher.Headroom).Fill(0xee);
        datagram.AsSpan(datagram.Length - DatagramCipher.Tailroom).Fill(0xee);
        Assert.Equal(SealOutcome.Sealed, sender.Seal(datagram));
        Assert.Equal(original, datagram);
    }

    [Fact]
    public void Seal_ConsecutiveDatagrams_CountFromZeroWithTheDirectionBit()
    {
        using var client = Cipher(Direction.ToServer);
        using var server = Cipher(Direction.ToClient);
        Span<byte> datagram = stackalloc byte[40];
        for (ulong i = 0; i < 200; i++)
        {
            client.Seal(datagram);
            Assert.Equal(0, datagram[0] & 0x80);
            Assert.Equal(OpenOutcome.Opened, server.TryOpen(datagram, out var sequence, out _));
            Assert.Equal(i, sequence);
            server.Seal(datagram);
            Assert.Equal(0x80, datagram[0] & 0x80);
            Assert.Equal(OpenOutcome.Opened, client.TryOpen(datagram, out sequence, out _));
            Assert.Equal(i, sequence);
        }
    }

    [Fact]
    public void TryOpen_UnusableDatagrams_AreToldApart()
    {
        using var cipher = Cipher(Direction.ToServer);
        using var stranger = new DatagramCipher(SessionKey.FromBytes(new byte[16]), Direction.ToClient);
        Assert.Equal(OpenOutcome.TooShort, cipher.TryOpen([], out _, out _));
        Assert.Equal(OpenOutcome.TooShort, cipher.TryOpen(new byte[23], out _, out _));
        Assert.Equal(OpenOutcome.Forged, cipher.TryOpen(new byte[24], out _, out _));
        Assert.Equal(OpenOutcome.Forged, cipher.TryOpen(new byte[2048], out _, out _));
        Assert.Equal(OpenOutcome.TooLong, cipher.TryOpen(new byte[2049], out _, out _));

        var own = new byte[30];
        cipher.Seal(own);
        Assert.Equal(OpenOutcome.Reflected, cipher.TryOpen(own, out _, out var text));
        Assert.True(text.IsEmpty);

        var foreign = new byte[30];
        stranger.Seal(foreign);
        Assert.Equal(OpenOutcome.Forged, cipher.TryOpen(foreign, out _, out _));
    }

    [Fact]
    public void TryOpen_RandomBytes_NeverThrows()
    {
        using var cipher = Cipher(Direction.ToServer);
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var datagram = new byte[random.Next(2100)];
            random.NextBytes(datagram);
            Assert.NotEqual(OpenOutcome.Opened, cipher.TryOpen(datagram, out _, out _));
        }
    }

    [Fact]
    public void Seal_BlockLimitReached_EndsForGood()
    {
        using var cipher = Cipher(Direction.ToServer, blocksUsed: DatagramCipher.BlockLimit - 3);
        Assert.Equal(SealOutcome.Sealed, cipher.Seal(new byte[24 + 32]));
        Assert.Equal(SealOutcome.KeyExhausted, cipher.Seal(new byte[24 + 1]));
        Assert.Equal(SealOutcome.KeyExhausted, cipher.Seal(new byte[24]));
    }

    [Fact]
    public void Seal_CounterWouldWrap_EndsForGood()
    {
        const ulong last = (1UL << 63) - 1;
        using var cipher = Cipher(Direction.ToServer, firstSequence: last);
        using var peer = Cipher(Direction.ToClient);
        var datagram = new byte[30];
        Assert.Equal(SealOutcome.Sealed, cipher.Seal(datagram));
        Assert.Equal(OpenOutcome.Opened, peer.TryOpen(datagram, out var sequence, out _));
        Assert.Equal(last, sequence);
        Assert.Equal(SealOutcome.KeyExhausted, cipher.Seal(datagram));
        Assert.Equal(SealOutcome.KeyExhausted, cipher.Seal(datagram));
    }

    [Fact]
    public void SealAndOpen_AfterWarmUp_AllocateNothing()
    {
        using var client = Cipher(Direction.ToServer);
        using var server = Cipher(Direction.ToClient);
        var datagram = new byte[1252];
        Exchange(client, server, datagram, 50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(client, server, datagram, 500);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Exchange(DatagramCipher client, DatagramCipher server, byte[] datagram, int count)
    {
        for (var i = 0; i < count; i++)
        {
            client.Seal(datagram);
            server.TryOpen(datagram, out _, out _);
        }
    }

    private static DatagramCipher Cipher(Direction sending, ulong firstSequence = 0, ulong blocksUsed = 0)
    {
        Assert.Equal(SessionKeyStatus.Valid, SessionKey.TryParse(CapturedKey, out var key));
        using (key)
        {
            return new DatagramCipher(BlockCipher.Create(key!.Secret), sending, firstSequence, blocksUsed);
        }
    }
}
