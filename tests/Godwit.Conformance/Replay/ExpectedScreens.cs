namespace Godwit.Conformance.Replay;

/// <summary>
/// The file NAME.screens next to a recording: each screen after a line <c>== PLACE · what the judge said</c>. Written when GODWIT_REWRITE is
/// set, after tmux has shown the same (or the difference is on <see cref="KnownDifferences"/>).
/// </summary>
internal static class ExpectedScreens
{
    private const string Heading = "== ";
    private const string Separator = " · ";

    /// <summary>The expected screens of a recording, by place.</summary>
    public static Dictionary<string, string> Read(string recording)
    {
        var screens = new Dictionary<string, string>();
        string name = "";
        foreach (string line in File.ReadAllLines(PathOf(recording)))
        {
            if (line.StartsWith(Heading, StringComparison.Ordinal))
            {
                name = line[Heading.Length..].Split(Separator)[0];
                screens.Add(name, "");
            }
            else
            {
                screens[name] += line + "\n";
            }
        }

        return screens;
    }

    /// <summary>Writes the file.</summary>
    public static void Write(string recording, IEnumerable<(string Place, string Verdict, string Picture)> screens) =>
        File.WriteAllText(PathOf(recording), string.Concat(screens.Select(screen => $"{Heading}{screen.Place}{Separator}{screen.Verdict}\n{screen.Picture}")));

    private static string PathOf(string recording) => Folder.Of("Recordings", recording + ".screens");
}
