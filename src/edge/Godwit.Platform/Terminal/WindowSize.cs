namespace Godwit.Platform;

/// <summary>The size of a terminal.</summary>
/// <param name="Columns">Width in cells.</param>
/// <param name="Rows">Height in cells.</param>
/// <param name="PixelWidth">Width in pixels, or 0 if unknown.</param>
/// <param name="PixelHeight">Height in pixels, or 0 if unknown.</param>
public readonly record struct WindowSize(ushort Columns, ushort Rows, ushort PixelWidth = 0, ushort PixelHeight = 0);
