using Godwit.Platform;

namespace Godwit.Server;

/// <summary>What the server says on stderr with <c>-v</c>; nothing without. Never keys or contents.</summary>
internal sealed class ServerLog
{
    private readonly bool isOn;

    public ServerLog(int verbosity) => isOn = verbosity > 0;

    /// <summary>Writes one line.</summary>
    public void Write(string line)
    {
        if (isOn)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, $"mosh-server: {line}\n");
        }
    }
}
