namespace Godwit.Simulation.Harness;

/// <summary>What a program does with its keys, and what it prints by itself.</summary>
internal enum ProgramStyle
{
    /// <summary>Prints what it reads; lines of text by itself.</summary>
    Echo,

    /// <summary>Says nothing to what it reads; lines of text by itself.</summary>
    Silent,

    /// <summary>Draws all over the screen, with every sequence there is, and asks the terminal questions.</summary>
    Editor,

    /// <summary>Counts what it reads.</summary>
    Counter,
}
