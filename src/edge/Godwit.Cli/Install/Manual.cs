namespace Godwit.Cli;

/// <summary>The manual pages that came with this program.</summary>
internal static class Manual
{
    private static readonly string[] Pages = ["godwit.1", "godwit-server.1", "godwit.conf.5"];

    /// <summary>The files that are there, compressed or not; none if the program lies somewhere alone.</summary>
    /// <param name="program">Path of the program.</param>
    public static IEnumerable<string> Files(string program)
    {
        // Installed: beside bin, in share/man/manN. In the checkout: man, two folders up from artifacts/native.
        string? folder = Path.GetDirectoryName(program);
        foreach (string page in Pages)
        {
            string section = page[(page.LastIndexOf('.') + 1)..];
            string[] candidates =
            [
                $"{folder}/../share/man/man{section}/{page}.gz", $"{folder}/../share/man/man{section}/{page}", $"{folder}/../../man/{page}", $"{folder}/man/{page}",
            ];
            if (Array.Find(candidates, File.Exists) is { } found)
            {
                yield return Path.GetFullPath(found);
            }
        }
    }
}
