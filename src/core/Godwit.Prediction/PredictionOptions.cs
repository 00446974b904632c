namespace Godwit.Prediction;

/// <summary>What the user asked of predictions.</summary>
public sealed record PredictionOptions
{
    /// <summary>When they are shown.</summary>
    public PredictionDisplay Display { get; init; } = PredictionDisplay.Adaptive;

    /// <summary>True if typed characters are to replace what is under the cursor, never to move it (<c>--predict-overwrite</c>).</summary>
    public bool Overwrites { get; init; }
}
