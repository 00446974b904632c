using System.Globalization;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>What the log is told of the session.</summary>
internal sealed partial class ServerLoop
{
    private const string ProgramName = "mosh-server";

    private readonly SilenceWatch silence;
    private bool isLeft;
    private string? endReason;

    // Nobody is woken for a log that nobody reads.
    private Instant LogDeadline => log.IsOn && !session.IsClosing ? silence.Deadline : Instant.Never;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Note(string sentence) => log.Note(ProgramName, sentence);

    private void LogStart() =>
        log.Write("start", "version", BuildVersion.Number, "port", Text(socket.LocalAddress.Port), "command", Path.GetFileName(handover.Command.Program));

    private void LogMove(in UdpAddress to)
    {
        if (peer.Family == IpFamily.None)
        {
            log.Write("attach", "address", to.ToEndpointString());
        }
        else
        {
            log.Write("roam", "from", peer.ToEndpointString(), "to", to.ToEndpointString());
        }
    }

    private void LogContact(Instant now)
    {
        if (!log.IsOn || session.IsClosing)
        {
            return;
        }

        if (silence.Update(now, attachment.Connection.LastHeard))
        {
            log.Write(silence.IsLost ? "lost" : "resumed", silence.IsLost ? "silent_s" : "after_s", Text(silence.SilenceMs / 1000));
        }

        if (!isLeft && attachment.Connection.RemoteNumber == StateNumber.Shutdown)
        {
            isLeft = true;
            endReason = "detach";
            log.Write("detach", "address", peer.ToEndpointString());
        }
    }

    private void LogEnd()
    {
        if (exitStatus is { } status)
        {
            log.Write("end", "status", Text(status));
        }
        else
        {
            log.Write("end", "reason", endReason ?? "exit");
        }
    }
}
