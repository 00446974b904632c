using Godwit.Streams;

namespace Godwit.Forwarding;

/// <content>The user's agent and display.</content>
public sealed partial class ClientForwarding
{
    private X11Offer? display;

    /// <summary>Makes ready what needs another program, before the session: the cookie of the display.</summary>
    /// <param name="cookies">Runs <c>xauth</c>.</param>
    /// <param name="temporaryFolder">For its own file; private.</param>
    /// <returns>A sentence without a full stop if there is no display to forward; empty if there is, or none is wanted.</returns>
    public string PrepareDisplay(XauthCookies cookies, string temporaryFolder)
    {
        ArgumentNullException.ThrowIfNull(cookies);
        if (settings.Display is null)
        {
            return "";
        }

        display = X11Offer.Make(settings, cookies, temporaryFolder, out string problem);
        return problem;
    }

    private void BeginSession()
    {
        if (display is not null && Open(new StreamRequest(RequestKind.DisplayCookie, display.FakeCookie)) is null)
        {
            display = null;
        }
    }

    private bool TryBeginOther(in StreamRequest request, MuxStream stream)
    {
        switch (request.Kind)
        {
            case RequestKind.Agent when settings.AgentPath is { } path:
                parts.Add(new SocketRelay(stream, new Connector(Program, new ForwardEndpoint { Path = path })));
                return true;
            case RequestKind.Display when display is not null && display.IsValid:
                parts.Add(new X11Relay(stream, display, this));
                return true;
            default:
                return false;
        }
    }
}
