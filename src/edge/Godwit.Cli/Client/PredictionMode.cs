using Godwit.Prediction;

namespace Godwit.Cli;

/// <summary>The names of the prediction modes (spec 04 sections 2 and 4).</summary>
internal static class PredictionMode
{
    /// <summary>Only on slow links.</summary>
    public const string Adaptive = "adaptive";

    /// <summary>On every link.</summary>
    public const string Always = "always";

    /// <summary>Not at all.</summary>
    public const string Never = "never";

    /// <summary>On every link, without waiting for confirmation.</summary>
    public const string Experimental = "experimental";

    /// <summary>All four, with blanks between.</summary>
    public const string Names = $"{Adaptive} {Always} {Never} {Experimental}";

    /// <summary>The variable that carries a mode to the client.</summary>
    public const string Variable = "MOSH_PREDICTION_DISPLAY";

    /// <summary><c>yes</c>: predicted characters overwrite instead of inserting.</summary>
    public const string OverwriteVariable = "MOSH_PREDICTION_OVERWRITE";

    /// <summary>What a mode asks of the client, with what the environment says of overwriting.</summary>
    /// <param name="name">One of the four names; null for the default.</param>
    /// <param name="overwrites">Whether predictions overwrite; null to leave it to the environment.</param>
    public static PredictionOptions Of(string? name, bool? overwrites = null) => new()
    {
        Display = name switch
        {
            Always => PredictionDisplay.Always,
            Experimental => PredictionDisplay.Experimental,
            Never => PredictionDisplay.Never,
            _ => PredictionDisplay.Adaptive,
        },
        Overwrites = overwrites ?? Platform.ProcessEnvironment.Get(OverwriteVariable) == "yes",
    };

    /// <summary>True for one of the four names, exactly as written here.</summary>
    /// <param name="name">What the user wrote.</param>
    public static bool IsKnown(string name) => name is Adaptive or Always or Never or Experimental;

    /// <summary>What to say about another name.</summary>
    public static string Choices => $"use {Adaptive}, {Always}, {Never} or {Experimental}";
}
