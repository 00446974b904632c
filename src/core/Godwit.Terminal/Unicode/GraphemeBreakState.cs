namespace Godwit.Terminal;

/// <summary>
/// What <see cref="GraphemeBreak"/> remembers of the text so far: two octets, to be kept and copied by whoever walks the text.
/// The default value stands before the first character.
/// </summary>
public readonly record struct GraphemeBreakState
{
    internal GraphemeBreakState(GraphemeClass previous, GraphemeRun run)
    {
        Previous = previous;
        Run = run;
    }

    /// <summary>The state after a character that joins nothing by itself, such as ASCII.</summary>
    internal static GraphemeBreakState AfterOther => new(GraphemeClass.Other, GraphemeRun.None);

    /// <summary>The class of the code point before; without meaning if <see cref="Run"/> is Start.</summary>
    internal GraphemeClass Previous { get; }

    internal GraphemeRun Run { get; }
}
