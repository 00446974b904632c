namespace Godwit.Conformance;

/// <summary>The files of this project, read from the source tree so that new expectations can be written there.</summary>
internal static class Folder
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of this project.</summary>
    public static string Of(params ReadOnlySpan<string> parts) => Path.Combine([Root, "tests", "Godwit.Conformance", .. parts]);

    /// <summary>True if the run is to write what it finds instead of comparing.</summary>
    public static bool Rewrites => Environment.GetEnvironmentVariable("GODWIT_REWRITE") is { Length: > 0 };

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Godwit.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
