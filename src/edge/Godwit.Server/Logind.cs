namespace Godwit.Server;

/// <summary>systemd's login manager on this machine: what it does with a user's processes at logout, and who could keep them.</summary>
internal static class Logind
{
    // There while systemd runs the machine: sd_booted(3).
    private const string Booted = "/run/systemd/system";
    private const string OwnGroup = "/proc/self/cgroup";
    private const string LingerFolder = "/var/lib/systemd/linger";

    /// <summary>True if this process is part of a login, and what is left of one is killed when it ends.</summary>
    /// <param name="user">The login name.</param>
    public static bool EndsWithLogin(string user) =>
        Directory.Exists(Booted) && IsLogin(Read(OwnGroup) ?? "") && LoginPolicy.Read(List, Read).KillsProcessesOf(user);

    /// <summary>True if a process belongs to a login: to the scope that logind made for it, and not to a service, whose own business its life is.</summary>
    /// <param name="groups">Its <c>/proc/PID/cgroup</c>.</param>
    internal static bool IsLogin(string groups)
    {
        foreach (string line in groups.Split('\n'))
        {
            foreach (string part in line.Split('/'))
            {
                if (part.StartsWith("session-", StringComparison.Ordinal) && part.EndsWith(".scope", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True if the user's services stay when the last login has ended.</summary>
    /// <param name="user">The login name.</param>
    public static bool Lingers(string user) => File.Exists(Path.Combine(LingerFolder, user));

    /// <summary>True if a service manager of the user's own can be asked.</summary>
    /// <param name="runtimeFolder"><c>XDG_RUNTIME_DIR</c>; null if it is not set.</param>
    public static bool HasUserServices(string? runtimeFolder) =>
        runtimeFolder is ['/', ..] && (File.Exists(Path.Combine(runtimeFolder, "systemd", "private")) || File.Exists(Path.Combine(runtimeFolder, "bus")));

    private static string[] List(string folder)
    {
        try
        {
            return Array.ConvertAll(Directory.GetFiles(folder), static path => Path.GetFileName(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path); // The kernel's, or root's.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
