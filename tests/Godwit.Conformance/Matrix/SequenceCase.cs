namespace Godwit.Conformance.Matrix;

/// <summary>A row of the matrix.</summary>
/// <param name="Sequence">The octets, as text.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Class">What it is to us.</param>
/// <param name="Stock">What a stock client sees.</param>
/// <param name="Godwit">What a Godwit client sees.</param>
/// <param name="Setup">Output before it.</param>
internal sealed record SequenceCase(string Sequence, string Name, SequenceClass Class, Arrival Stock, Arrival Godwit, string Setup)
{
    /// <summary>What to say of the stock client's column.</summary>
    public string Note { get; init; } = "";
}
