namespace Godwit.Interop.Harness;

/// <summary>Where the programs of a scenario are. What is missing skips the test and names the package.</summary>
internal static class Programs
{
    private const string NoBinary = "none";

    private static readonly string[] SearchPath =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/local/sbin", "/usr/sbin", "/sbin"];

    private static readonly Lazy<Task<string>> OurFolder = new(FindOurFolderAsync);

    /// <summary>The full path of a program that a Debian package brings; skips the test if it is not installed.</summary>
    public static string Installed(string name, string package)
    {
        string? path = SearchPath.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not installed (apt package {package}).");
        return path!;
    }

    /// <summary>Finds the wrapper, client and server of a pair; skips the test if a part cannot be had.</summary>
    public static async Task<Parts> OfAsync(Pair pair)
    {
        Assert.SkipUnless(Matrix.IsChosen(pair), "GODWIT_INTEROP_PAIRS leaves this pair out.");
        string? ours = null;
        if (pair != Pair.StockStock)
        {
            ours = await OursAsync();
        }

        string Part(string name, bool stock) => stock ? Installed(name, "mosh") : Path.Combine(ours!, name);
        return new Parts(
            Part("mosh", pair.HasStockClient()),
            Part("mosh-client", pair.HasStockClient()),
            Part("mosh-server", pair.HasStockServer()));
    }

    /// <summary>The folder with our program under its four names; skips the test where it is left out on request.</summary>
    public static Task<string> OursAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GODWIT_BIN") == NoBinary, "GODWIT_BIN is \"none\": Godwit's programs are left out on request.");
        return OurFolder.Value;
    }

    /// <summary>GODWIT_BIN, or the folder in which <c>./godwit --build-only</c> leaves the binary and its links.</summary>
    private static async Task<string> FindOurFolderAsync()
    {
        string? given = Environment.GetEnvironmentVariable("GODWIT_BIN");
        if (!string.IsNullOrEmpty(given))
        {
            return Path.GetFullPath(given);
        }

        string script = Path.Combine(RepositoryRoot(), "godwit");
        ChildResult built = await ChildProcess.RunAsync(new ChildStart(script, ["--build-only"]), TimeSpan.FromMinutes(10));
        Assert.True(built.ExitCode == 0, $"{script} --build-only failed:\n{built.Output}\n{built.Error}");
        return Path.GetDirectoryName(built.Output.Trim().Split('\n')[^1])!;
    }

    /// <summary>The checkout that the tests were built in.</summary>
    public static string RepositoryRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Godwit.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository; set GODWIT_BIN.");
    }
}
