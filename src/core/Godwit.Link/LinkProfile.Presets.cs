namespace Godwit.Link;

/// <content>The links of the field, as published measurements of mobile shells used them.</content>
public sealed partial record LinkProfile
{
    /// <summary>A cable in the same room: 0.5 ms round trip.</summary>
    public static LinkProfile Lan { get; } = Symmetric("lan", new LinkDirection { DelayMilliseconds = 0.25 });

    /// <summary>
    /// EV-DO, the 3G of the first mobile shells: half a second round trip, 600 kbit/s down and 100 kbit/s up before a queue
    /// of 150 kB. The radio repeats what it loses, so loss shows as jitter.
    /// </summary>
    public static LinkProfile ThirdGeneration { get; } = new(
        "3g",
        new LinkDirection { DelayMilliseconds = 225, JitterMilliseconds = 50, RateBitsPerSecond = 100_000, QueueBytes = 150_000 },
        new LinkDirection { DelayMilliseconds = 225, JitterMilliseconds = 50, RateBitsPerSecond = 600_000, QueueBytes = 150_000 });

    /// <summary>LTE without other traffic: about 60 ms round trip, 10 Mbit/s down and 5 Mbit/s up, with the deep queue (3 MB) that makes it suffer under a download.</summary>
    public static LinkProfile Lte { get; } = new(
        "lte",
        new LinkDirection { DelayMilliseconds = 25, JitterMilliseconds = 10, RateBitsPerSecond = 5_000_000, QueueBytes = 3_000_000 },
        new LinkDirection { DelayMilliseconds = 25, JitterMilliseconds = 10, RateBitsPerSecond = 10_000_000, QueueBytes = 3_000_000 });

    /// <summary>Boston to Singapore by wire: 273 ms round trip in the mean, standard deviation near 9 ms, no loss.</summary>
    public static LinkProfile Singapore { get; } = Symmetric("singapore", new LinkDirection { DelayMilliseconds = 126, JitterMilliseconds = 21 });

    /// <summary>100 ms round trip and 29 % loss each way: half of all round trips fail.</summary>
    public static LinkProfile Lossy29 { get; } = Symmetric("lossy29", new LinkDirection { DelayMilliseconds = 50, Loss = 0.29 });

    /// <summary>All named links, in the order they are listed to the user.</summary>
    public static IReadOnlyList<LinkProfile> Presets { get; } = [Lan, ThirdGeneration, Lte, Singapore, Lossy29];

    /// <summary>The names for a message: <c>lan, 3g, lte, singapore, lossy29</c>.</summary>
    public static string Names => string.Join(", ", Presets.Select(preset => preset.Name));
}
