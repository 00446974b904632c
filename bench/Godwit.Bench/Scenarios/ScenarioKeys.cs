using Godwit.Bench.Judging;

namespace Godwit.Bench.Scenarios;

/// <summary>What is typed: one key per 130 ms (spec 07 section 9).</summary>
internal static class ScenarioKeys
{
    /// <summary>From key to key.</summary>
    public const double PauseMilliseconds = 130;

    /// <summary>Longer than any echo takes.</summary>
    public const double ThinkMilliseconds = 1000;

    /// <summary>A text letter by letter.</summary>
    public static IReadOnlyList<Keystroke> Of(string text) => [.. text.Select(letter => new Keystroke(letter.ToString(), PauseMilliseconds))];

    /// <summary>Some keys in a row, of which each may be several octets.</summary>
    public static IReadOnlyList<Keystroke> Of(params IEnumerable<string> keys) => [.. keys.Select(key => new Keystroke(key, PauseMilliseconds))];

    /// <summary>Texts with a longer pause before each of them.</summary>
    public static IReadOnlyList<Keystroke> OfParts(double pause, params IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => Of(text).Select((key, index) => index == 0 ? key with { Pause = pause } : key))];

    /// <summary>The same after one that only prepares, and whose effect is awaited.</summary>
    public static IReadOnlyList<Keystroke> After(string preparation, string text)
    {
        var keys = Of(text);
        return [new(preparation, ThinkMilliseconds, Waits: true), keys[0] with { Pause = ThinkMilliseconds }, .. keys.Skip(1)];
    }
}
