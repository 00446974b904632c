namespace Godwit.Platform;

/// <summary>What the program on a pty has set for its input.</summary>
/// <param name="Echo">The terminal echoes what is typed (ECHO). Off while a password is asked for.</param>
/// <param name="Canonical">Input is taken in lines (ICANON). Off in editors and in shells with line editing.</param>
public readonly record struct PtyModes(bool Echo, bool Canonical);
