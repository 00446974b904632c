using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>Where configuration files are, and their reading.</summary>
internal static class ConfigFiles
{
    /// <summary>The value of <c>--config</c> for no file at all.</summary>
    public const string NoFile = "none";

    /// <summary>The configuration for all users of this machine.</summary>
    public const string System = "/etc/godwit/config";

    /// <summary>The server's configuration.</summary>
    public const string Server = "/etc/godwit/server.conf";

    /// <summary>Octets of a file: ten thousand hosts by hand. More is not read.</summary>
    public const int LengthMax = 512 * 1024;

    /// <summary>The user's own file; null if nothing says where it would be.</summary>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    public static string? User(Func<string, string?> environment)
    {
        string? folder = environment("XDG_CONFIG_HOME") is ['/', ..] told ? told
            : environment("HOME") is ['/', ..] home ? Path.Combine(home, ".config") : null;
        return folder is null ? null : Path.Combine(folder, "godwit", "config");
    }

    /// <summary>The files that are read for a host, the one that counts first.</summary>
    /// <param name="named">The value of <c>--config</c>; null for the usual ones.</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    public static List<string> ForHost(string? named, Func<string, string?> environment) =>
        named == NoFile ? []
        : named is not null ? [named]
        : User(environment) is { } own ? [own, System]
        : [System];

    /// <summary>Reads the files for a host; the first mistake in one of them is a refusal, before anything is done.</summary>
    /// <param name="named">The value of <c>--config</c>; null for the usual ones.</param>
    public static Parsed<HostConfig> Load(string? named)
    {
        List<string> problems = [];
        var config = new HostConfig();
        foreach (string path in ForHost(named, ProcessEnvironment.Get))
        {
            if (Read(path, mustExist: named is not null, problems) is { } text)
            {
                config.Add(path, text, problems);
            }
        }

        return problems.Count > 0 ? Parsed<HostConfig>.Refusal($"godwit: {problems[0]}") : Parsed<HostConfig>.Success(config);
    }

    /// <summary>The ssh command for a host, for what is not a session: the files' or the usual one.</summary>
    /// <param name="host">As the user named it.</param>
    public static Parsed<string> SshFor(string host)
    {
        Parsed<HostConfig> config = Load(null);
        return config.Settings is not { } settings ? Parsed<string>.Refusal(config.Error, config.ExitStatus)
            : Parsed<string>.Success(settings.For(new ConnectOptions { Host = host }.HostName).Find(static entry => entry.Spec!.Option == ConnectOption.Ssh)?.Value ?? new ConnectOptions().Ssh);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="mustExist">True if it is a problem that it is not there.</param>
    /// <param name="problems">Receives a sentence with a line end if it is refused.</param>
    /// <returns>Null if it is not there or refused.</returns>
    public static byte[]? Read(string path, bool mustExist, List<string> problems)
    {
        byte[]? text = TrustedFile.Read(path, LengthMax, out string problem);
        if (problem.Length > 0)
        {
            problems.Add($"{path} {problem}.\n");
        }
        else if (text is null && mustExist)
        {
            problems.Add($"{path} is not there.\n");
        }

        return text;
    }
}
