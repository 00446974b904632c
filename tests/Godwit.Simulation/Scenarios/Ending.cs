namespace Godwit.Simulation.Scenarios;

/// <summary>How a session ends.</summary>
internal enum Ending
{
    /// <summary>The program exits.</summary>
    Exit,

    /// <summary>The user quits.</summary>
    Quit,

    /// <summary>Both at once.</summary>
    Both,
}
