using System.Globalization;
using Godwit.Platform;

namespace Godwit.Forwarding;

/// <summary>The cookies of X servers, as xauth(1) keeps them. Each call runs it once or twice and waits: at the start of a session, never within.</summary>
/// <param name="program">xauth itself: a path, or a name that is looked up.</param>
/// <param name="environment">With <c>HOME</c> or <c>XAUTHORITY</c> of whose cookies they are; null = ours.</param>
public sealed class XauthCookies(string program = "xauth", EnvironmentBlock? environment = null)
{
    private const string Protocol = "MIT-MAGIC-COOKIE-1";
    private const int HexLength = 2 * X11Setup.CookieSize;

    // The server shall not forget the cookie before we refuse its use ourselves; ssh adds as much.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>The cookie that the user's own programs have for a display: for <c>-Y</c>.</summary>
    /// <param name="display">Where the X server is.</param>
    /// <returns>Null if there is none, or no xauth: then the server may admit its user without one, or nobody.</returns>
    public byte[]? Read(XDisplay display)
    {
        ArgumentNullException.ThrowIfNull(display);
        return XauthProgram.Run(program, ["list", display.AuthorityName], "", environment, out string list) ? Find(list) : null;
    }

    /// <summary>
    /// Asks the X server for a cookie that gives little: what is admitted with it cannot see or drive the user's other windows (X11 Security extension).
    /// For <c>-X</c>.
    /// </summary>
    /// <param name="display">Where the X server is.</param>
    /// <param name="timeout">How long it shall be good (<c>ForwardX11Timeout</c>); zero = as long as the server runs.</param>
    /// <param name="temporaryFolder">Where a folder for its file is made, for the user only, and removed again.</param>
    /// <returns>Null if the server makes none, or there is no xauth.</returns>
    public byte[]? Generate(XDisplay display, TimeSpan timeout, string temporaryFolder)
    {
        ArgumentNullException.ThrowIfNull(display);
        string folder;
        try
        {
            folder = MakeFolder(temporaryFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        try
        {
            string file = Path.Combine(folder, "xauthfile");
            string[] limit = timeout > TimeSpan.Zero
                ? ["timeout", ((long)(timeout + Slack).TotalSeconds).ToString(CultureInfo.InvariantCulture)]
                : [];
            string[] generate = ["-f", file, "generate", display.AuthorityName, Protocol, "untrusted", .. limit];
            return XauthProgram.Run(program, generate, "", environment, out _)
                && XauthProgram.Run(program, ["-f", file, "list", display.AuthorityName], "", environment, out string list) ? Find(list) : null;
        }
        finally
        {
            RemoveFolder(folder);
        }
    }

    /// <summary>Lets the host's X clients know a cookie for the session's display. It goes through standard input: arguments can be read by everyone.</summary>
    /// <param name="display">The session's display, as it stands in <c>DISPLAY</c>.</param>
    /// <param name="cookie">The one made for the session.</param>
    /// <returns>False if xauth is missing or failed: X clients will then be refused.</returns>
    public bool Add(XDisplay display, ReadOnlySpan<byte> cookie)
    {
        ArgumentNullException.ThrowIfNull(display);
        return Say(AddCommands(display, Convert.ToHexStringLower(cookie)));
    }

    /// <summary>Takes the session's cookie away again.</summary>
    /// <param name="display">As with <see cref="Add"/>.</param>
    public bool Remove(XDisplay display)
    {
        ArgumentNullException.ThrowIfNull(display);
        return Say(RemoveCommands(display));
    }

    /// <summary>What xauth is told by <see cref="Add"/>.</summary>
    /// <param name="display">The display.</param>
    /// <param name="cookie">In hexadecimal digits, checked.</param>
    internal static string AddCommands(XDisplay display, string cookie) => $"{RemoveCommands(display)}add {display.AuthorityName} {Protocol} {cookie}\n";

    /// <summary>What xauth is told by <see cref="Remove"/>.</summary>
    internal static string RemoveCommands(XDisplay display) => $"remove {display.AuthorityName}\n";

    /// <summary>The first cookie in what <c>xauth list</c> prints: display, protocol and hexadecimal digits in each line.</summary>
    internal static byte[]? Find(string list)
    {
        foreach (string line in list.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words is [_, Protocol, { Length: HexLength } hex] && hex.All(char.IsAsciiHexDigit))
            {
                return Convert.FromHexString(hex);
            }
        }

        return null;
    }

    // A name of a display has no blanks and no line ends (XDisplay), so it cannot become another command.
    private bool Say(string commands) => XauthProgram.Run(program, ["-q", "-"], commands, environment, out _);

    private static string MakeFolder(string parent)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Span<byte> random = stackalloc byte[16];
        SecureRandom.Fill(random);
        return Directory.CreateDirectory(Path.Combine(parent, $"godwit-xauth-{Convert.ToHexStringLower(random)}"), OwnerOnly).FullName;
    }

    private static void RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Only its owner can read what is left.
        }
    }
}
