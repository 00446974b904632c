namespace Godwit.Terminal;

/// <summary>Index of a <see cref="Style"/> in a <see cref="StyleTable"/>. 0 is the default style in every table.</summary>
/// <param name="Index">0 to <see cref="Cell.StyleCapacity"/> − 1.</param>
public readonly record struct StyleId(int Index)
{
    /// <summary>Default colours, no attributes, no link.</summary>
    public static StyleId Default => default;
}
