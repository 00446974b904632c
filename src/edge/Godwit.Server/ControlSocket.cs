using System.Globalization;
using System.Text;
using Godwit.Platform;

namespace Godwit.Server;

/// <summary>
/// Tells whoever connects what the session is: <c>godwit ls</c>. It reads nothing, so that nobody can make it wait or change anything; a session is ended
/// by a signal to the process that the kernel names as the socket's owner. Only the session's own user is answered.
/// </summary>
internal sealed class ControlSocket : IDisposable
{
    // Connections answered in one turn: whoever floods the socket is the user himself, and shall not starve his session.
    private const int AnswersPerTurnMax = 4;

    private readonly LocalSocket? socket;
    private readonly uint user;

    private ControlSocket(LocalSocket? socket, uint user)
    {
        this.socket = socket;
        this.user = user;
    }

    /// <summary>For <see cref="Poller"/>; negative if there is no socket.</summary>
    public int Descriptor => socket?.Descriptor ?? -1;

    /// <summary>Makes the socket. Where that fails the session is not listed, and goes on.</summary>
    /// <param name="folder">From <see cref="SessionFolders.Prepare"/>; null makes none.</param>
    /// <param name="port">The session's UDP port.</param>
    /// <param name="problem">Why there is none; empty if there is one.</param>
    public static ControlSocket Open(string? folder, int port, out string problem)
    {
        problem = "";
        uint user = ProcessEnvironment.UserId;
        if (folder is null)
        {
            problem = "no folder can be made under XDG_RUNTIME_DIR or XDG_STATE_HOME";
            return new ControlSocket(null, user);
        }

        try
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{port}-{Environment.ProcessId}{SessionFolders.SocketSuffix}");
            return new ControlSocket(LocalSocket.Listen(Path.Combine(folder, name)), user);
        }
        catch (PlatformException failure)
        {
            problem = failure.Message;
            return new ControlSocket(null, user);
        }
    }

    /// <summary>Answers those who wait.</summary>
    public void Answer(SessionFacts facts)
    {
        byte[] text = Encoding.UTF8.GetBytes(facts.Format());
        for (int i = 0; i < AnswersPerTurnMax && socket?.TryAccept() is { } connection; i++)
        {
            using (connection)
            {
                if (connection.TryGetPeer(out _, out uint asks) && (asks == user || asks == 0))
                {
                    // Less than any socket's buffer: written at once, or not at all.
                    _ = FileDescriptor.Write(connection.Descriptor, text);
                }
            }
        }
    }

    public void Dispose() => socket?.Dispose();
}
