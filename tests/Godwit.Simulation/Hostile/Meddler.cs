using Godwit.Crypto;
using Godwit.Transport;

namespace Godwit.Simulation.Hostile;

/// <summary>
/// Has the key and sits between two honest ends: passes everything on under its own sequence numbers, with rubbish in between that an end has to refuse
/// without harm.
/// </summary>
internal sealed class Meddler : IDisposable
{
    private const int Rarity = 3;

    // The ends first agree on what they can do: an instruction that says nothing of it would say that it comes from stock.
    private const int Grace = 10;

    private readonly DatagramCipher[] openers;
    private readonly Insider[] sealers;
    private readonly Random random;
    private int seen;

    public Meddler(int seed, ReadOnlySpan<byte> keyOctets)
    {
        random = new Random(seed);
        using SessionKey key = SessionKey.FromBytes(keyOctets);
        openers = [new DatagramCipher(key, Direction.ToServer), new DatagramCipher(key, Direction.ToClient)];
        sealers = [new Insider(key, Direction.ToClient), new Insider(key, Direction.ToServer)];
    }

    /// <summary>Datagrams of rubbish so far.</summary>
    public int Added { get; private set; }

    public void Dispose()
    {
        foreach (int end in (ReadOnlySpan<int>)[0, 1])
        {
            openers[end].Dispose();
            sealers[end].Dispose();
        }
    }

    /// <summary>What arrives instead of a datagram.</summary>
    public IReadOnlyList<byte[]> Meddle(bool toServer, byte[] datagram)
    {
        int end = toServer ? 1 : 0;
        if (openers[end].TryOpen(datagram, out _, out Span<byte> text) != OpenOutcome.Opened)
        {
            return [];
        }

        List<byte[]> passed = [sealers[end].SealText(text)];
        if (++seen > Grace && random.Next(Rarity) == 0)
        {
            Added++;
            passed.Insert(random.Next(2), sealers[end].Seal(Rubbish()));
        }

        return passed;
    }

    private byte[] Rubbish() => random.Next(8) switch
    {
        0 => [],
        1 => Octets(random.Next(1, 14), first: 0x00),
        2 => [0x9F, 1, 2, 3],
        3 => [0xF0, .. Octets(20, 0)],
        4 => Fragment(Octets(random.Next(200), first: 0x79)),
        5 => Message(new Instruction { ProtocolVersion = 3, NewNumber = 5 }),
        6 => Message(new Instruction { ProtocolVersion = Instruction.CurrentVersion, OldNumber = 1UL << 40, NewNumber = (1UL << 40) + 1, AckNumber = 1UL << 50 }),
        _ => Message(new Instruction { ProtocolVersion = Instruction.CurrentVersion, OldNumber = 0, NewNumber = 1UL << 41, ThrowawayNumber = 7, Diff = [1, 2, 3] }),
    };

    private byte[] Fragment(ReadOnlySpan<byte> message)
    {
        var octets = new byte[FragmentHeader.Length];
        new FragmentHeader((ulong)random.NextInt64(), 0, IsLast: true).Write(octets);
        return [.. octets, .. message];
    }

    private byte[] Message(Instruction instruction)
    {
        var output = new ReusableBuffer();
        instruction.Write(output);
        var message = new ReusableBuffer();
        Zlib.Deflate(output.Written, message);
        return Fragment(message.Written);
    }

    private byte[] Octets(int length, byte first)
    {
        var octets = new byte[length];
        random.NextBytes(octets);
        if (length > 0)
        {
            octets[0] = first;
        }

        return octets;
    }
}
