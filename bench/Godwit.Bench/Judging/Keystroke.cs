namespace Godwit.Bench.Judging;

/// <summary>One key of a script.</summary>
/// <param name="Octets">What it sends, or the name of an arrow key (<c>&lt;left&gt;</c>), whose form depends on the terminal's mode.</param>
/// <param name="Pause">Milliseconds since the key before.</param>
/// <param name="Waits">The person looks at the screen before the next key: its effect has to be there first.</param>
internal readonly record struct Keystroke(string Octets, double Pause, bool Waits = false)
{
    /// <summary>What the terminal sends.</summary>
    public string Encode(bool applicationCursorKeys) => Octets switch
    {
        "<up>" => applicationCursorKeys ? "\eOA" : "\e[A",
        "<down>" => applicationCursorKeys ? "\eOB" : "\e[B",
        "<right>" => applicationCursorKeys ? "\eOC" : "\e[C",
        "<left>" => applicationCursorKeys ? "\eOD" : "\e[D",
        _ => Octets,
    };
}
