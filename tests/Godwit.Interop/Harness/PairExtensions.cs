namespace Godwit.Interop.Harness;

/// <summary>Questions to ask of a pair or a family.</summary>
internal static class PairExtensions
{
    public static bool HasStockClient(this Pair pair) => pair is Pair.StockStock or Pair.StockGodwit;

    public static bool HasStockServer(this Pair pair) => pair is Pair.StockStock or Pair.GodwitStock;

    /// <summary>The numeric loopback address of a family.</summary>
    public static string Loopback(this Family family) => family == Family.IPv4 ? "127.0.0.1" : "::1";
}
