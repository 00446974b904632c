namespace Godwit.Cli.Demo;

/// <summary>What the typist does in one step of the script.</summary>
internal enum DemoStepKind
{
    /// <summary>Types <see cref="DemoStep.Text"/> letter by letter at a steady pace, without waiting for the echo.</summary>
    Type,

    /// <summary>Waits for the echo so far, presses one key that rubs out <see cref="DemoStep.Columns"/> columns, and waits for that.</summary>
    RubOut,

    /// <summary>Waits for the echo so far, presses Enter, and waits for the next prompt.</summary>
    Enter,

    /// <summary>The client's address changes, while keys may be under way.</summary>
    Roam,
}
