using System.Globalization;
using Godwit.Platform;
using Godwit.Streams;

namespace Godwit.Forwarding;

/// <content>What stands in the environment of the session's programs.</content>
public sealed partial class ServerForwarding
{
    // As sshd: X11DisplayOffset.
    private const int DisplayFirst = 10;
    private const int DisplayMax = 1000;
    private const int DisplayPort = 6000;
    private const int CookieDigits = 32;

    private XDisplay? display;
    private CookieKeeper? cookie;

    /// <summary>Listens for programs that want the user's agent.</summary>
    /// <param name="path">The socket's path; what is there is removed.</param>
    /// <exception cref="PlatformException">It cannot be made.</exception>
    public void ListenForAgent(string path) =>
        parts.Add(new SessionListener(this, ListenerSet.Listen(new ForwardEndpoint { Path = path }, replaces: true), RequestKind.Agent));

    /// <summary>Listens for programs that want the user's display.</summary>
    /// <returns>The value of <c>DISPLAY</c>; null if all displays are taken.</returns>
    public string? ListenForDisplay()
    {
        for (int number = DisplayFirst; number < DisplayMax; number++)
        {
            try
            {
                parts.Add(new SessionListener(this, ListenerSet.Listen(new ForwardEndpoint { Port = (ushort)(DisplayPort + number) }, replaces: false), RequestKind.Display));
                string name = string.Create(CultureInfo.InvariantCulture, $"localhost:{number}.0");
                _ = XDisplay.TryParse(name, out display);
                return name;
            }
            catch (PlatformException)
            {
                // Somebody else's.
            }
        }

        return null;
    }

    /// <summary>Programs that want the user's display would be refused yet: its cookie is not known here.</summary>
    public bool AwaitsCookie => display is not null && cookie is not { IsTried: true };

    private bool TryKeepCookie(in StreamRequest request, MuxStream stream)
    {
        if (display is null || request.Text.Length != CookieDigits || !request.Text.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        parts.Add(cookie = new CookieKeeper(stream, display, request.Text));
        return true;
    }
}
