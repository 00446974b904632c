namespace Godwit.Terminal;

/// <content>How much memory a copy holds, for whoever keeps many.</content>
public sealed partial class Emulator
{
    private const int CellOctets = 8;

    // A row's own object, and the array of its cells.
    private const int RowOctets = 96;

    // Of a style, cluster or link, with its place in the table that finds it.
    private const int EntryOctets = 96;

    /// <summary>
    /// Octets of memory that this copy may hold: all its rows, whether or not others share them, what it can say about them, and texts.
    /// </summary>
    /// <param name="other">A copy that is kept as well; what cells refer to counts there if it is the same.</param>
    public long Weight(Emulator? other)
    {
        long rows = Screen.Height * (hiddenRows is null ? 1L : 2L);
        long characters = Screen.Title.Length + Screen.IconName.Length + Screen.Clipboard.Length + Screen.WorkingDirectory.Length;
        long weight = (rows * (RowOctets + (Screen.Width * CellOctets))) + (characters * sizeof(char));
        if (!ReferenceEquals(Pool, other?.Pool))
        {
            long entries = Pool.Styles.Count + Pool.Clusters.Count + Pool.Links.Count;
            weight += (entries * EntryOctets) + (Pool.Links.TextLength * sizeof(char));
        }

        return weight;
    }
}
