using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <content>The user's agent and display.</content>
public sealed partial class ClientForwarding
{
    // With questions; each may hold a request and an answer of AgentMessageReader.LengthMax. A program asks on one connection, or a few.
    private const int ConfirmedMax = 16;

    private readonly AgentUse agents = new();
    private readonly AgentKeyNames keyNames = new();
    private readonly AgentQuestions questions;
    private X11Offer? display;

    /// <summary>What the user is to be asked on the terminal now; null if nothing.</summary>
    public AgentQuestion? Question => questions.Shown;

    /// <summary>The user's answer; without effect if that question is not asked any more.</summary>
    /// <param name="number">The question's.</param>
    /// <param name="isYes">May the host have the signature?</param>
    public void Answer(long number, bool isYes) => questions.Answer(number, isYes);

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

    /// <summary>True if the server is to be told now that this client is there, as a program there waits for its agent.</summary>
    public bool TryTakeLifeSign(Instant now) => agents.TryTakeLifeSign(now);

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
                return TryBeginAgent(stream, new ForwardEndpoint { Path = path });
            case RequestKind.Display when display is not null && display.IsValid:
                parts.Add(new X11Relay(stream, display, this));
                return true;
            default:
                return false;
        }
    }

    private bool TryBeginAgent(MuxStream stream, ForwardEndpoint path)
    {
        if (settings.Confirmation is null)
        {
            parts.Add(new SocketRelay(stream, new Connector(Program, path)));
        }
        else if (parts.CountOf<ConfirmedAgent>() < ConfirmedMax)
        {
            parts.Add(new ConfirmedAgent(stream, new Connector(Program, path), questions, keyNames));
        }
        else
        {
            return false;
        }

        agents.Add(stream);
        return true;
    }
}
