using Godwit.Platform;

namespace Godwit.Server;

/// <summary>
/// Where the control sockets of a user's sessions are: in <c>$XDG_RUNTIME_DIR/godwit/sessions</c>, or where there is no such folder in
/// <c>$XDG_STATE_HOME/godwit/sessions/HOST</c> (a home folder may be shared by hosts). Folders are 0700, sockets 0600.
/// </summary>
public static class SessionFolders
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What the names of sockets end with.</summary>
    public const string SocketSuffix = ".socket";

    /// <summary>The folders, the one for new sockets first. They need not exist.</summary>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    public static IEnumerable<string> List(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment("XDG_RUNTIME_DIR") is ['/', ..] runtime)
        {
            yield return Path.Combine(runtime, "godwit", "sessions");
        }

        string? state = environment("XDG_STATE_HOME") is ['/', ..] told ? told
            : environment("HOME") is ['/', ..] home ? Path.Combine(home, ".local", "state") : null;
        if (state is not null)
        {
            yield return Path.Combine(state, "godwit", "sessions", ProcessEnvironment.HostName);
        }
    }

    /// <summary>Makes the first of the folders that can be made.</summary>
    /// <returns>Null if none can.</returns>
    public static string? Prepare(Func<string, string?> environment)
    {
        foreach (string folder in List(environment))
        {
            try
            {
                Directory.CreateDirectory(folder, OwnerOnly);
                File.SetUnixFileMode(folder, OwnerOnly);
                return folder;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Read-only, somebody else's, or gone with the login; the next one may do.
            }
        }

        return null;
    }
}
