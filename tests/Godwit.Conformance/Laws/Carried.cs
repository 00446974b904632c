namespace Godwit.Conformance.Laws;

/// <summary>
/// What of a screen's state travels to a Godwit client inside frames. False is "not yet" or "by another road"; the sequence matrix fails
/// when something arrives that is false here, so that the list stays true.
/// </summary>
internal static class Carried
{
    /// <summary>The wrap flag of a row that ends with a character to which other terminals give another width.</summary>
    public const bool WrapBehindDoubtful = false;

    /// <summary>The flags of the kitty keyboard protocol.</summary>
    public const bool KittyKeyboard = false;

    /// <summary>xterm's modifyOtherKeys.</summary>
    public const bool ModifyOtherKeys = false;

    /// <summary>OSC 133.</summary>
    public const bool Marks = false;

    /// <summary>OSC 4, 10, 11, 12.</summary>
    public const bool Colors = false;

    /// <summary>OSC 7.</summary>
    public const bool WorkingDirectory = false;

    /// <summary>OSC 9;4.</summary>
    public const bool Progress = false;
}
