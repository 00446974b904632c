namespace Godwit.Cli.Tests.Support;

/// <summary>Which shells this machine has.</summary>
internal static class Shells
{
    public static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
}
