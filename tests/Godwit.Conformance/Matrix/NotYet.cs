namespace Godwit.Conformance.Matrix;

/// <summary>
/// Rows of the matrix that Godwit does not fulfil yet, by their sequence. A row that is here and holds is a failure as well: take it off.
/// </summary>
internal static class NotYet
{
    /// <summary>The sequences.</summary>
    public static readonly HashSet<string> Sequences =
    [
        "\e[#{", // XTPUSHSGR
        "\e[#}", // XTPOPSGR
    ];
}
