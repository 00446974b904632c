using System.Globalization;
using Godwit.Platform;

namespace Godwit.Server;

/// <summary>The session in the list of logins, as <c>who</c> and <c>w</c> show it, in stock's words (spec 04 section 3.4). Without a client is one that <c>godwit ls</c> calls lost, not stock's 30 s.</summary>
/// <param name="pty">The session's; not owned, and open as long as this is.</param>
internal sealed class LoginEntry(Pty pty) : IDisposable
{
    private readonly string self = string.Create(CultureInfo.InvariantCulture, $"mosh [{ProcessEnvironment.ProcessId}]");
    private UdpAddress shown;
    private bool isShown;

    /// <summary>Says where the client is; asks the system only if that is news.</summary>
    /// <param name="client">Its address; none if there is no client.</param>
    public void Show(in UdpAddress client)
    {
        UdpAddress host = client.WithPort(0);
        if (isShown && host == shown)
        {
            return;
        }

        (shown, isShown) = (host, true);
        _ = LoginRecord.Add(pty, host.Family == IpFamily.None ? self : $"{host} via {self}");
    }

    /// <summary>Takes the session off the list.</summary>
    public void Dispose() => _ = isShown && LoginRecord.Remove(pty);
}
