namespace Godwit.Terminal;

/// <content>Keeps the intern pool bounded: what the live screen no longer shows is left behind with the old pool.</content>
public sealed partial class Emulator
{
    /// <summary>Characters of links below which a new pool saves nothing worth having: 8 MiB as UTF-16.</summary>
    private const int LinkTextCrowdedMin = 4 * 1024 * 1024;

    /// <summary>Entries more until it is asked again whether the pool is crowded: the answer takes longer than to print a letter.</summary>
    private const int EntriesBetweenLooks = 256;

    private int linkTextLimit;
    private int entriesLimit;
    private InternPool? sparePool;
    private int[] renumberedStyles = [];

    private void RenewPoolIfCrowded()
    {
        // Asked after every change of colour: most often one comparison is enough.
        if (Pool.EntriesMax <= entriesLimit && Pool.Links.TextLength <= linkTextLimit)
        {
            return;
        }

        int cells = Screen.Width * Screen.Height * (hiddenRows is null ? 1 : 2);
        if (Pool.IsCrowded(cells) || Pool.Links.TextLength > linkTextLimit)
        {
            RenewPool();

            // Doubling keeps renewals rare even if what is shown is that long.
            linkTextLimit = Math.Max(LinkTextCrowdedMin, Pool.Links.TextLength * 2);
        }

        // Not more at once, for the screen may become smaller.
        entriesLimit = Math.Min(Pool.EntriesMax + EntriesBetweenLooks, InternPool.EntriesBeforeCrowded(cells));
    }

    private void RenewPool()
    {
        InternPool old = Pool;
        bool stylesCrowd = old.Styles.Count > InternPool.CrowdedMin;
        InternPool fresh = sparePool ?? (stylesCrowd ? new InternPool(old) : new InternPool());
        sparePool = null;
        if (renumberedStyles.Length < old.Styles.Count)
        {
            renumberedStyles = new int[old.Styles.Capacity];
        }

        int[] styles = renumberedStyles;
        styles.AsSpan(0, old.Styles.Count).Clear();
        Dictionary<int, int> clusters = [];
        for (int row = 0; row < Screen.Height; row++)
        {
            Renumber(Screen.RowForWrite(row).Writable);
        }

        for (int row = 0; row < hiddenRows?.Length; row++)
        {
            hiddenRows[row] = Screen.OwnedCopy(hiddenRows[row]);
            Renumber(hiddenRows[row].Writable);
        }

        joins?.Clear();
        Screen.ReplacePool(fresh);
        SetPen(Moved(state.Pen));
        if (stylesCrowd && !old.IsShared)
        {
            // Most pools of a flood come and go between two frames: nobody else has seen them.
            old.Clear();
            sparePool = old;
        }

        void Renumber(Span<Cell> cells)
        {
            foreach (ref Cell cell in cells)
            {
                if (cell.IsCluster)
                {
                    if (!clusters.TryGetValue(cell.Glyph, out int cluster))
                    {
                        cluster = fresh.Clusters.Intern(old.Clusters[cell.Glyph]);
                        clusters.Add(cell.Glyph, cluster);
                    }

                    cell = cell.WithCluster(cluster, cell.IsWide);
                }

                int style = cell.Style.Index;
                if (style != 0)
                {
                    if (styles[style] == 0)
                    {
                        styles[style] = fresh.Styles.Intern(Moved(old.Styles[cell.Style])).Index;
                    }

                    cell = cell.WithStyle(new StyleId(styles[style]));
                }
            }
        }

        Style Moved(in Style style)
        {
            if (style.Link == 0)
            {
                return style;
            }

            (string parameters, string target) = old.Links[style.Link];
            return style with { Link = fresh.Links.Intern(parameters, target) };
        }
    }
}
