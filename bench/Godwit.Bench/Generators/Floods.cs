using System.Text;

namespace Godwit.Bench.Generators;

/// <summary>The kinds of large output, by the name that their rows have.</summary>
internal static class Floods
{
    /// <summary>Names in the order of the report.</summary>
    public static IReadOnlyList<string> Names { get; } = ["log", "letters", "unicode", "colour", "cursor", "region", "alternate"];

    /// <summary>Octets of a flood in a session, as a program writes it.</summary>
    public static int Size(string name) => name switch { "log" => 50_000_000, "colour" => 20_000_000, "letters" => 4_000_000, _ => 10_000_000 };

    /// <summary>A flood as a program writes it.</summary>
    public static byte[] Make(string name, int size) => name switch
    {
        "log" => LogText.Make(size),
        "letters" => MotionText.Letters(size),
        "unicode" => UnicodeText.Make(size),
        "colour" => ColourText.Make(size),
        "cursor" => MotionText.Cursor(size),
        "region" => MotionText.Region(size),
        "alternate" => MotionText.Alternate(size),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>The same as it comes out of a pty, which puts a return before every line feed.</summary>
    public static byte[] MakeFromPty(string name, int size) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Make(name, size)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
}
