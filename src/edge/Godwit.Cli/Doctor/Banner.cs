namespace Godwit.Cli.Doctor;

/// <summary>What a server says of itself when it has started.</summary>
internal static class Banner
{
    private const string Ours = "godwit server ";
    private const string Stock = "mosh-server (mosh ";

    /// <summary>A name and a version, for example <c>godwit 0.1.0</c> or <c>mosh-server 1.4.0</c>; empty if the line says something else.</summary>
    /// <param name="line">One line.</param>
    public static string Version(string line)
    {
        string text = line.Trim();
        return text.StartsWith(Ours, StringComparison.Ordinal) ? $"godwit {FirstWord(text[Ours.Length..])}"
            : text.StartsWith(Stock, StringComparison.Ordinal) ? $"mosh-server {FirstWord(text[Stock.Length..])}"
            : "";
    }

    private static string FirstWord(string text)
    {
        int end = text.IndexOfAny([' ', ')']);
        return Printable.Of((end < 0 ? text : text[..end]).TrimEnd('.'));
    }
}
