using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>The outcome of one read, write, send or receive. A value: hot paths neither throw nor allocate.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Count">Octets transferred if <paramref name="Status"/> is <see cref="IoStatus.Done"/>, else 0. May be 0 for an empty datagram.</param>
/// <param name="ErrorNumber">errno if <paramref name="Status"/> is <see cref="IoStatus.Failed"/> or <see cref="IoStatus.MessageTooLong"/>, else 0.</param>
public readonly record struct IoResult(IoStatus Status, int Count, int ErrorNumber)
{
    /// <summary>True if octets were transferred (or an empty datagram was).</summary>
    public bool IsDone => Status == IoStatus.Done;

    /// <summary>The system's text for <see cref="ErrorNumber"/>; empty if there is none. Allocates: for the front end.</summary>
    public string ErrorText => ErrorNumber == 0 ? "" : PlatformException.Describe(ErrorNumber);

    /// <summary>What the error says of the network; for sockets.</summary>
    public NetworkFault Fault => ErrorNumber switch
    {
        Errno.ConnectionRefused => NetworkFault.PortUnreachable,
        Errno.HostUnreachable or Errno.HostDown => NetworkFault.HostUnreachable,
        Errno.NetworkUnreachable or Errno.NetworkDown or Errno.AddressNotAvailable => NetworkFault.NetworkUnreachable,
        Errno.NotPermitted or Errno.Access => NetworkFault.Forbidden,
        Errno.AddressInUse => NetworkFault.InUse,
        Errno.TimedOut => NetworkFault.TimedOut,
        Errno.NoEntry or Errno.NotDirectory => NetworkFault.NoSuchFile,
        _ => NetworkFault.Other,
    };

    internal static IoResult Of(nint count) => new(IoStatus.Done, (int)count, 0);

    /// <summary>Nothing was transferred, and nothing will be.</summary>
    public static IoResult Closed { get; } = new(IoStatus.Closed, 0, 0);

    /// <summary>The outcome that an errno stands for. EINTR must have been handled by the caller.</summary>
    internal static IoResult FromErrno(int errno) => errno switch
    {
        Errno.Again => new(IoStatus.WouldBlock, 0, 0),
        Errno.MessageSize => new(IoStatus.MessageTooLong, 0, errno),
        _ => new(IoStatus.Failed, 0, errno),
    };
}
