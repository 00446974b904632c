namespace Godwit.Display;

/// <summary>The tables of width and clusters that both ends of a session must share for text to travel as it is.</summary>
public static class CharacterTables
{
    /// <summary>
    /// What this program has: 100 × major + minor version of Unicode. Exchanged by the two ends; if they differ, each character that
    /// others may see differently is placed absolutely, as for a stock client. 0 is "not told".
    /// </summary>
    public const uint Version = 1700;
}
