namespace Godwit.Prediction;

/// <summary>When predictions are shown (spec 04 section 2: <c>--predict</c>).</summary>
public enum PredictionDisplay : byte
{
    /// <summary>On slow links only.</summary>
    Adaptive,

    /// <summary>On every link.</summary>
    Always,

    /// <summary>Not at all; nothing is predicted either.</summary>
    Never,

    /// <summary>On every link, and without waiting until the server has confirmed that the program echoes.</summary>
    Experimental,
}
