namespace Godwit.Conformance.Fuzz;

/// <summary>What an input is checked for.</summary>
internal enum FuzzKind
{
    /// <summary>The rules of one emulator.</summary>
    Invariants,

    /// <summary>The differential law with a stock client's capabilities.</summary>
    StockLaw,

    /// <summary>The differential law between two Godwits.</summary>
    GodwitLaw,
}
