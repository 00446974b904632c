using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// Readable when an address or a route of this machine changes. What changed is not told: whoever is interested looks at what matters to him
/// (<see cref="UdpSocket.SourceTowards"/>, <see cref="HostAddresses"/>). Owns its descriptor.
/// </summary>
public sealed unsafe partial class NetworkWatch : IDisposable
{
    private NetworkWatch(int descriptor) => Descriptor = descriptor;

    /// <summary>The descriptor to poll; -1 where the system tells nothing, which is never ready.</summary>
    public int Descriptor { get; private set; }

    /// <summary>Throws away what has arrived. A burst of changes is one.</summary>
    public void Drain()
    {
        const int BufferSize = 4096;
        const int ReadsMax = 64;
        var buffer = stackalloc byte[BufferSize];
        for (var reads = 0; reads < ReadsMax && Libc.Read(Descriptor, buffer, BufferSize) > 0; reads++)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FileDescriptor.Close(Descriptor);
        Descriptor = -1;
    }
}
