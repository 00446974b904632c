using System.Globalization;

namespace Godwit.Conformance.Replay;

/// <summary>What a real program printed, as <c>godwit dev record</c> wrote it.</summary>
/// <param name="Name">The file's name without its end.</param>
/// <param name="Steps">In order; the first one is the size.</param>
internal sealed record Recording(string Name, IReadOnlyList<RecordingStep> Steps)
{
    private static readonly Lazy<IReadOnlyList<Recording>> Loaded = new(Load);

    /// <summary>All recordings, by name.</summary>
    public static IReadOnlyList<Recording> All => Loaded.Value;

    /// <summary>The size at the beginning.</summary>
    public (int Columns, int Rows) FirstSize => Steps[0].Size!.Value;

    /// <summary>All octets without the places and sizes.</summary>
    public byte[] Bytes => [.. Steps.Where(step => step.Output is not null).SelectMany(step => step.Output!)];

    private static List<Recording> Load() =>
        [.. Directory.GetFiles(Folder.Of("Recordings"), "*.rec").Order(StringComparer.Ordinal).Select(file => Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllLines(file)))];

    private static Recording Parse(string name, string[] lines)
    {
        if (lines[0] != "godwit-recording 1")
        {
            throw new FormatException($"{name} is no recording.");
        }

        return new Recording(name, [.. lines.Skip(1).Select(ParseStep)]);
    }

    private static RecordingStep ParseStep(string line) => line[0] switch
    {
        'o' => new RecordingStep(Escaped.Read(line[2..]), null, null),
        '=' => new RecordingStep(null, line[2..], null),
        'r' => new RecordingStep(null, null, ParseSize(line[2..])),
        _ => throw new FormatException($"Not a line of a recording: {line}"),
    };

    private static (int Columns, int Rows) ParseSize(string text)
    {
        string[] parts = text.Split('x');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
