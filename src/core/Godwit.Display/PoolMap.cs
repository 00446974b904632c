using System.Runtime.CompilerServices;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>
/// Translates the cells of one pool into the writer's own pool, degraded to what the receiver can show. Cells of two
/// screens, of the same pool or not, look the same to the receiver exactly if their translations have equal bits.
/// Each style and cluster is translated once.
/// </summary>
internal sealed class PoolMap
{
    private const int InitialCapacity = 64;

    private readonly InternPool target;
    private readonly DisplayCapabilities caps;

    // By index of the source (of clusters: twice that, plus one if wide), plus one; 0 is not translated yet. A negative cluster is a single
    // code point.
    private int[] styles = new int[InitialCapacity];
    private int[] clusters = new int[InitialCapacity];

    public PoolMap(InternPool source, InternPool target, in DisplayCapabilities caps)
    {
        Source = source;
        this.target = target;
        this.caps = caps;
        styles[0] = 1;
        source.Share();
    }

    public InternPool Source { get; }

    public StyleId Translate(StyleId style)
    {
        int known = style.Index < styles.Length ? styles[style.Index] : 0;
        return new((known != 0 ? known : AddStyle(style)) - 1);
    }

    /// <summary>
    /// A row as the receiver can show it: empty and space are the same, every wide character has its right half, in the same
    /// style, and none sticks out of the row (a receiver would wrap it, spec 06 D2).
    /// </summary>
    /// <param name="row">The row, or null for a blank one.</param>
    /// <param name="line">One cell a column.</param>
    public void Translate(Row? row, Span<Cell> line)
    {
        if (row is null)
        {
            line.Clear();
            return;
        }

        ReadOnlySpan<Cell> cells = row.Cells[..line.Length];
        StyleId last = StyleId.Default, style = Translate(last);
        int x = 0;
        while (true)
        {
            x += Restyle(cells[x..], line[x..], last, style);
            if (x >= cells.Length)
            {
                return;
            }

            Cell cell = cells[x];
            if (cell.Style != last)
            {
                // Neighbours mostly have the same style, so it is not looked up for each cell.
                last = cell.Style;
                style = Translate(last);
            }

            if (cell.IsWide && x + 1 < line.Length && cells[x + 1].IsSpacer)
            {
                line[x++] = Translate(cell, style);
                line[x] = Cell.Spacer(style);
            }
            else
            {
                line[x] = cell.IsWide || cell.IsSpacer ? Cell.Blank(style) : Translate(cell, style);
            }

            x++;
        }
    }

    /// <summary>The first cells, as far as they have the style <paramref name="last"/>, no clusters, and whole wide characters.</summary>
    /// <returns>How many.</returns>
    private static int Restyle(ReadOnlySpan<Cell> cells, Span<Cell> line, StyleId last, StyleId style)
    {
        const ulong Known = Cell.GlyphMask | Cell.WideBit | Cell.SpacerBit;
        ulong old = Cell.Blank(last).Bits, change = old ^ Cell.Blank(style).Bits, half = 0;
        int x = 0;
        for (; x < cells.Length && x < line.Length; x++)
        {
            ulong bits = cells[x].Bits, text = bits ^ old;
            if ((text & ~Known) != 0 || (text & Cell.SpacerBit) != half)
            {
                break;
            }

            half = (text & Cell.WideBit) << 1;
            line[x] = new(text == ' ' ? bits ^ change ^ ' ' : bits ^ change);
        }

        return half == 0 ? x : x - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Cell Translate(Cell cell, StyleId style) =>
        cell.IsCluster ? TranslateCluster(cell, style)
        : cell.Glyph == ' ' && !cell.IsWide ? Cell.Blank(style)
        : cell.WithStyle(style);

    private Cell TranslateCluster(Cell cell, StyleId style)
    {
        int key = (cell.Glyph * 2) + (cell.IsWide ? 1 : 0);
        int known = key < clusters.Length ? clusters[key] : 0;
        known = known != 0 ? known : AddCluster(cell.Glyph, key, cell.Width);
        return known > 0 ? cell.WithStyle(style).WithCluster(known - 1, cell.IsWide)
            : cell.IsWide ? Cell.WideOf(-known, style)
            : Cell.Narrow(-known, style);
    }

    private int AddStyle(StyleId style)
    {
        Style shown = Degradation.Of(Source.Styles[style], caps);
        if (shown.Link != 0)
        {
            (string parameters, string address) = Source.Links[shown.Link];
            shown = shown with { Link = target.Links.Intern(parameters, address) };
        }

        Grow(ref styles, style.Index);
        return styles[style.Index] = target.Styles.Intern(shown).Index + 1;
    }

    private int AddCluster(int index, int key, int width)
    {
        const int ReplacementCharacter = 0xFFFD;
        ReadOnlySpan<byte> text = Source.Clusters[index];
        Grow(ref clusters, key);
        if (!caps.SizedText && !caps.GraphemeClusters)
        {
            text = text[..AgreedWidth.FittingLength(text, width)];
            if (text.IsEmpty)
            {
                // A wide character in a narrow cell (an emoji as text): it would cover the next one.
                return clusters[key] = -ReplacementCharacter;
            }
        }

        Rune.DecodeFromUtf8(text, out Rune first, out int length);
        bool isFull = target.Clusters.Count >= Cell.ClusterCapacity;
        return clusters[key] = isFull || (length == text.Length && first.Value != ' ') ? -first.Value : target.Clusters.Intern(text) + 1;
    }

    private static void Grow(ref int[] map, int index)
    {
        if (index >= map.Length)
        {
            Array.Resize(ref map, Math.Max(map.Length * 2, index + 1));
        }
    }
}
