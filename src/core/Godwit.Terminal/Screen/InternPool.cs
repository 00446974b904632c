namespace Godwit.Terminal;

/// <summary>
/// What the cells of a screen refer to. Append-only and shared by an emulator's live screen and all its snapshots and forks
/// (one thread), so that their cells can be compared bit by bit. When the emulator finds it crowded it builds a new pool from
/// what the live screen still uses and re-numbers the live rows; the old pool goes when the last snapshot does. That bounds
/// memory without reference counts: at most <see cref="CrowdedFactor"/> times what a screen can show.
/// </summary>
public sealed class InternPool
{
    /// <summary>
    /// Smallest number of entries at which a pool may count as crowded: below it a rebuild saves nothing worth having. Not larger, so that
    /// the tables of an ordinary screen stay out of the large object heap (measured: dense 24-bit colour takes half the time of 8192).
    /// </summary>
    public const int CrowdedMin = 2048;

    /// <summary>A pool is crowded when it holds this many times more entries than the screen has cells.</summary>
    public const int CrowdedFactor = 2;

    /// <summary>An empty pool.</summary>
    public InternPool() => Styles = new StyleTable();

    /// <summary>The pool that follows a crowded one: empty, with room for as many styles, because it will fill up the same way.</summary>
    internal InternPool(InternPool predecessor) => Styles = new StyleTable(predecessor.Styles.Capacity);

    /// <summary>True once another screen than the live one refers to this pool: it must never be emptied then.</summary>
    internal bool IsShared { get; private set; }

    /// <summary>Styles by id.</summary>
    public StyleTable Styles { get; }

    /// <summary>Clusters by index.</summary>
    public ClusterTable Clusters { get; } = new();

    /// <summary>Hyperlinks by index.</summary>
    public LinkTable Links { get; } = new();

    /// <summary>Says that somebody keeps ids of this pool: what they mean stays for as long as the pool lives.</summary>
    public void Share() => IsShared = true;

    /// <summary>Forgets everything but the room it took.</summary>
    internal void Clear()
    {
        Styles.Clear();
        Clusters.Clear();
        Links.Clear();
    }

    /// <summary>Entries of the fullest table.</summary>
    internal int EntriesMax => Math.Max(Math.Max(Styles.Count, Clusters.Count), Links.Count);

    /// <summary>True if a rebuild would pay for a screen with this many cells (all buffers).</summary>
    public bool IsCrowded(int cells) => EntriesMax > EntriesBeforeCrowded(cells);

    /// <summary>Entries that are not too many for a screen with this many cells.</summary>
    internal static int EntriesBeforeCrowded(int cells) => Math.Max(CrowdedMin, cells * CrowdedFactor);
}
