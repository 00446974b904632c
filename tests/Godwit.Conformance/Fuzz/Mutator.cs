using System.Text;
using Godwit.Conformance.Replay;

namespace Godwit.Conformance.Fuzz;

/// <summary>Inputs: pieces of recordings, grammar, and both spoilt, all from one seed.</summary>
internal static class Mutator
{
    private const int PieceMax = 3000;

    /// <summary>An input of at most a few thousand octets.</summary>
    public static byte[] Input(Random random)
    {
        List<byte> bytes = random.Next(2) == 0 ? [.. Grammar.Some(random, random.Next(1, 120), 12, 6)] : Piece(random);
        for (int count = random.Next(12); count > 0 && bytes.Count > 0; count--)
        {
            Mutate(bytes, random);
        }

        return [.. bytes];
    }

    private static List<byte> Piece(Random random)
    {
        byte[] recording = Recording.All[random.Next(Recording.All.Count)].Bytes;
        int start = random.Next(2) == 0 ? 0 : random.Next(recording.Length);
        return [.. recording.AsSpan(start, Math.Min(recording.Length - start, random.Next(1, PieceMax)))];
    }

    private static void Mutate(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count);
        int length = Math.Min(bytes.Count - at, 1 + random.Next(1 << random.Next(8)));
        switch (random.Next(8))
        {
            case 0:
                bytes.RemoveRange(at, length);
                break;
            case 1:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 2:
                bytes[at] = (byte)random.Next(256);
                break;
            case 3:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 4:
                ChangeNumber(bytes, at, random);
                break;
            case 5:
                bytes.InsertRange(at, Piece(random).Take(200));
                break;
            default:
                bytes.InsertRange(at, Grammar.Some(random, 1 + random.Next(4), 12, 6));
                break;
        }
    }

    /// <summary>Replaces the next digit by a number.</summary>
    private static void ChangeNumber(List<byte> bytes, int from, Random random)
    {
        int at = bytes.FindIndex(from, octet => octet is >= (byte)'0' and <= (byte)'9');
        if (at >= 0)
        {
            bytes.RemoveAt(at);
            bytes.InsertRange(at, Encoding.ASCII.GetBytes(((string[])["0", "1", "2", "40", "41", "255", "1000", "65535", "99999999999"])[random.Next(9)]));
        }
    }
}
