namespace Godwit.Terminal;

/// <summary>How far a program says it is (OSC 9;4), for the taskbar.</summary>
/// <param name="Kind">What the bar shows.</param>
/// <param name="Percent">0–100.</param>
public readonly record struct Progress(ProgressKind Kind, byte Percent);
