namespace Godwit.Terminal;

/// <summary>A place in a buffer, to be found again after a change of size.</summary>
/// <param name="Row">From 0; −1 if there is none.</param>
/// <param name="Column">From 0.</param>
/// <param name="IsBehind">True if a wrap is pending: the place is behind the column, at the end of the row.</param>
internal readonly record struct TextPosition(int Row, int Column, bool IsBehind);
