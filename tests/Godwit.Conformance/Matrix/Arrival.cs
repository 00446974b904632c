namespace Godwit.Conformance.Matrix;

/// <summary>What a client sees of a sequence.</summary>
internal enum Arrival
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>All of it.</summary>
    Same,

    /// <summary>Some of it.</summary>
    Reduced,

    /// <summary>Nothing yet: it shows in what is printed or asked later.</summary>
    Later,

    /// <summary>An event beside the screen.</summary>
    Event,
}
