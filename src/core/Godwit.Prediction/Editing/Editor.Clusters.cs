using Godwit.Terminal;

namespace Godwit.Prediction;

/// <content>Characters of several code points: accents, marks and joined emoji, as the emulator puts them into cells.</content>
internal static partial class Editor
{
    private const int FirstThatMayJoin = 0x300;

    /// <summary>Adds a mark to the character before the cursor.</summary>
    private static Effect Join(Sketch sketch, int mark)
    {
        int column = sketch.WrapsNext ? sketch.Column : sketch.Column - 1;
        if (column > 0 && sketch.At(sketch.Row, column).IsSpacer)
        {
            column--;
        }

        if (column < 0)
        {
            return Effect.Unknown;
        }

        Cell before = sketch.At(sketch.Row, column);
        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        if (before == Sketch.Unknown || before.IsEmpty)
        {
            return Effect.Unknown;
        }

        int length = before.WriteText(sketch.Pool, text);
        if (length >= ClusterTable.ClusterGrowsBelow || sketch.Pool.Clusters.Count >= Cell.ClusterCapacity)
        {
            return Effect.Known;
        }

        length += new System.Text.Rune(mark).EncodeToUtf8(text[length..]);
        sketch.Set(sketch.Row, column, before.WithCluster(sketch.Pool.Clusters.Intern(text[..length]), before.IsWide));
        return Effect.Known;
    }

    /// <summary>True if a character with columns of its own would become part of the one before.</summary>
    private static bool JoinsBefore(Sketch sketch, int codePoint)
    {
        int column = sketch.WrapsNext ? sketch.Column : sketch.Column - 1;
        column -= column > 0 && sketch.At(sketch.Row, column).IsSpacer ? 1 : 0;
        if (column < 0)
        {
            return false;
        }

        Cell before = sketch.At(sketch.Row, column);
        if (before.IsEmpty || before == Sketch.Unknown)
        {
            return false;
        }

        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        ReadOnlySpan<byte> rest = text[..before.WriteText(sketch.Pool, text)];
        GraphemeBreakState state = default;
        while (System.Text.Rune.DecodeFromUtf8(rest, out System.Text.Rune rune, out int length) == System.Buffers.OperationStatus.Done)
        {
            _ = GraphemeBreak.IsBoundary(ref state, rune.Value);
            rest = rest[length..];
        }

        return !GraphemeBreak.IsBoundary(ref state, codePoint);
    }
}
