namespace Godwit.Interop.Harness;

/// <summary>The pairs and families a scenario runs with.</summary>
/// <remarks>
/// The variable GODWIT_INTEROP_PAIRS (for example <c>StockStock</c> or <c>StockStock,StockGodwit</c>) replaces the pairs of every
/// scenario: that is how the harness is tried against stock alone.
/// </remarks>
public static class Matrix
{
    private static readonly Pair[] WithOurs = [Pair.GodwitStock, Pair.StockGodwit, Pair.GodwitGodwit];
    private static readonly Pair[] All = [Pair.StockStock, .. WithOurs];
    private static readonly Pair[]? Chosen = Environment.GetEnvironmentVariable("GODWIT_INTEROP_PAIRS") is { Length: > 0 } names
        ? [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Pair>)]
        : null;

    /// <summary>The three pairs with a part of ours, on 127.0.0.1.</summary>
    public static TheoryData<Pair, Family> Ours => Rows(Chosen ?? WithOurs, Family.IPv4);

    /// <summary>The three pairs with a part of ours, on 127.0.0.1 and on ::1.</summary>
    public static TheoryData<Pair, Family> OursOnBothFamilies => Rows(Chosen ?? WithOurs, Family.IPv4, Family.IPv6);

    /// <summary>All four pairs: the few scenarios that also check the harness against stock alone.</summary>
    public static TheoryData<Pair, Family> OursAndStock => Rows(Chosen ?? All, Family.IPv4);

    /// <summary>What stock's server is known to get wrong (spec 08) is asked of our server only.</summary>
    public static TheoryData<Pair, Family> OurServer => Rows([Pair.StockGodwit, Pair.GodwitGodwit], Family.IPv4);

    /// <summary>What our client does, whatever the server is.</summary>
    public static TheoryData<Pair, Family> OurClient => Rows([Pair.GodwitStock, Pair.GodwitGodwit], Family.IPv4);

    /// <summary>What our server does for a stock client.</summary>
    public static TheoryData<Pair, Family> StockClient => Rows([Pair.StockGodwit], Family.IPv4);

    /// <summary>What needs both ends to be ours.</summary>
    public static TheoryData<Pair, Family> OursAlone => Rows([Pair.GodwitGodwit], Family.IPv4);

    /// <summary>False if the choice leaves the pair out: its tests are skipped.</summary>
    internal static bool IsChosen(Pair pair) => Chosen?.Contains(pair) ?? true;

    private static TheoryData<Pair, Family> Rows(Pair[] pairs, params Family[] families)
    {
        var rows = new TheoryData<Pair, Family>();
        foreach (Pair pair in pairs)
        {
            foreach (Family family in families)
            {
                rows.Add(pair, family);
            }
        }

        return rows;
    }
}
