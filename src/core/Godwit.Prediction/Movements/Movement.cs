namespace Godwit.Prediction;

/// <summary>What a key that is not text does to cursor and screen.</summary>
/// <param name="Kind">Of what sort it is.</param>
/// <param name="Rows">Rows downwards; of <see cref="MovementKind.Scroll"/> those that the text moves up.</param>
/// <param name="Columns">Columns to the right.</param>
internal readonly record struct Movement(MovementKind Kind, int Rows = 0, int Columns = 0)
{
    /// <summary>True if anything is foreseen.</summary>
    public bool IsKnown => Kind != MovementKind.None;
}
