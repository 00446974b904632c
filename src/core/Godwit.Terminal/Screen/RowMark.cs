namespace Godwit.Terminal;

/// <summary>What a shell said about a row with OSC 133 (semantic prompts): where prompt, input and output begin, and how a command ended.</summary>
[Flags]
public enum RowMark : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A prompt begins on this row (<c>133;A</c>, <c>133;P</c>).</summary>
    Prompt = 1,

    /// <summary>What the user types begins on this row (<c>133;B</c>).</summary>
    Input = 2,

    /// <summary>The command's output begins on this row (<c>133;C</c>).</summary>
    Output = 4,

    /// <summary>A command ended before this row (<c>133;D</c>); <see cref="Row.ExitStatus"/> says how, if the shell did.</summary>
    CommandEnd = 8,
}
