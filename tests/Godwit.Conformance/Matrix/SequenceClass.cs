namespace Godwit.Conformance.Matrix;

/// <summary>What a sequence is to Godwit.</summary>
internal enum SequenceClass
{
    /// <summary>Changes the screen or how what follows is taken.</summary>
    State,

    /// <summary>Happens once: bell, clipboard, notification.</summary>
    Event,

    /// <summary>Is answered at once by the server.</summary>
    Query,

    /// <summary>Does nothing.</summary>
    Ignored,
}
