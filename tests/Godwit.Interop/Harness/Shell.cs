namespace Godwit.Interop.Harness;

/// <summary>Words for a POSIX shell.</summary>
internal static class Shell
{
    /// <summary>One word that the shell reads back unchanged.</summary>
    public static string Quote(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>A command line of quoted words.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
