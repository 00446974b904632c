namespace Godwit.Terminal;

/// <summary>
/// Something that happens once (design section 2): it is numbered by who delivers it, delivered once, and never part of the screen.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="Name">See <see cref="TerminalEventKind"/>; without control characters.</param>
/// <param name="Text">See <see cref="TerminalEventKind"/>; without control characters.</param>
public sealed record TerminalEvent(TerminalEventKind Kind, string Name, string Text);
