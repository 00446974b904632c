namespace Godwit.Interop.Harness;

/// <summary>Which client talks to which server: the client's name comes first.</summary>
public enum Pair
{
    StockStock,
    GodwitStock,
    StockGodwit,
    GodwitGodwit,
}
