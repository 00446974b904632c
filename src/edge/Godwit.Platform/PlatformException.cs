using System.Runtime.InteropServices;

namespace Godwit.Platform;

/// <summary>
/// The world failed us (no such file, port in use, no route): one sentence for the user. Never thrown for bytes from the
/// network, never thrown on the datagram path.
/// </summary>
public sealed class PlatformException : Exception
{
    /// <summary>An error of the operating system.</summary>
    /// <param name="attempt">What could not be done, as the start of a sentence: <c>cannot bind UDP port 60001</c>.</param>
    /// <param name="errno">The system's error number.</param>
    public PlatformException(string attempt, int errno)
        : base($"{attempt}: {Describe(errno)}") => ErrorNumber = errno;

    /// <summary>An error without an error number.</summary>
    /// <param name="message">The whole sentence.</param>
    public PlatformException(string message)
        : base(message)
    {
    }

    /// <summary>An error of the operating system in our own words.</summary>
    /// <param name="errno">The system's error number.</param>
    /// <param name="message">The whole sentence.</param>
    internal PlatformException(int errno, string message)
        : base(message) => ErrorNumber = errno;

    /// <summary>What the error says of the network; for sockets.</summary>
    public NetworkFault Fault => new IoResult(IoStatus.Failed, 0, ErrorNumber).Fault;

    /// <summary>The system's error number (errno); 0 if there is none.</summary>
    public int ErrorNumber { get; }

    /// <summary>The system's short text for an error number. Allocates.</summary>
    /// <param name="errno">The system's error number.</param>
    public static string Describe(int errno) => Marshal.GetPInvokeErrorMessage(errno);
}
