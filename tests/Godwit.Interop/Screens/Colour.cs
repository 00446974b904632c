namespace Godwit.Interop.Screens;

/// <summary>Default, one of 256 indexed colours, or a 24-bit colour. SGR 30–37 and 90–97 are indices 0–15.</summary>
internal readonly record struct Colour(int Value)
{
    private const int DirectFlag = 1 << 24;

    public static Colour Default { get; } = new(-1);

    public static Colour Indexed(int index) => new(index);

    public static Colour Direct(int red, int green, int blue) => new(DirectFlag | (red << 16) | (green << 8) | blue);

    public override string ToString() => Value switch
    {
        < 0 => "default",
        >= DirectFlag => $"#{Value & 0xffffff:x6}",
        _ => $"{Value}",
    };
}
