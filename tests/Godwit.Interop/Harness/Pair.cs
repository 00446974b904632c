namespace Godwit.Interop.Harness;

/// <summary>Which client talks to which server: the client's name comes first.</summary>
public enum Pair
{
    StockStock,
    GodwitStock,
    StockGodwit,
    GodwitGodwit,
}

/// <summary>The loopback address a session runs on.</summary>
public enum Family
{
    IPv4,
    IPv6,
}

internal static class PairExtensions
{
    public static bool HasStockClient(this Pair pair) => pair is Pair.StockStock or Pair.StockGodwit;

    public static bool HasStockServer(this Pair pair) => pair is Pair.StockStock or Pair.GodwitStock;

    /// <summary>The numeric loopback address of a family.</summary>
    public static string Loopback(this Family family) => family == Family.IPv4 ? "127.0.0.1" : "::1";
}
