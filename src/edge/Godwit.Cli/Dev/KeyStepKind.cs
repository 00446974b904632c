namespace Godwit.Cli.Dev;

/// <summary>What a step of a key script does.</summary>
internal enum KeyStepKind
{
    /// <summary>Waits until the screen shows a text.</summary>
    Wait,

    /// <summary>Waits until the screen no longer shows a text.</summary>
    Gone,

    /// <summary>Waits until the program has been silent for a time.</summary>
    Quiet,

    /// <summary>Types keys.</summary>
    Type,

    /// <summary>Marks a place in the recording where the screen is looked at.</summary>
    Check,

    /// <summary>Gives the terminal another size.</summary>
    Resize,
}
