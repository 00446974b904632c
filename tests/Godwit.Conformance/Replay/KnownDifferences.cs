namespace Godwit.Conformance.Replay;

/// <summary>Places where tmux, the judge, shows something else than we do, and why ours is right: the file differences.txt.</summary>
internal static class KnownDifferences
{
    private static readonly Lazy<Dictionary<string, string>> Loaded = new(Load);

    /// <summary>The reason, or null if the judge is to be believed.</summary>
    public static string? Reason(string recording, string place) =>
        Loaded.Value.GetValueOrDefault($"{recording}/{place}") ?? Loaded.Value.GetValueOrDefault($"{recording}/*");

    /// <summary>Lines <c>RECORDING/PLACE: reason</c>; others are comments.</summary>
    private static Dictionary<string, string> Load() =>
        File.ReadAllLines(Folder.Of("Recordings", "differences.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}
