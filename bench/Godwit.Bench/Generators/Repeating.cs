namespace Godwit.Bench.Generators;

/// <summary>Large data from a part that is long enough to be new to every screen.</summary>
internal static class Repeating
{
    /// <summary>The part again and again, cut at a size.</summary>
    public static byte[] Fill(byte[] part, int size)
    {
        var all = new byte[size];
        for (var offset = 0; offset < size; offset += part.Length)
        {
            part.AsSpan(0, Math.Min(part.Length, size - offset)).CopyTo(all.AsSpan(offset));
        }

        return all;
    }
}
