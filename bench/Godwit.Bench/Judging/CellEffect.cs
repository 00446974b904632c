namespace Godwit.Bench.Judging;

/// <summary>What a key does to one cell.</summary>
internal readonly record struct CellEffect(int Row, int Column, char Before, char After);
