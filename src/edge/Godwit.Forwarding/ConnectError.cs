using Godwit.Platform;
using Godwit.Streams;

namespace Godwit.Forwarding;

/// <summary>What the other end is told of a connection that did not come to be, and in which words it tells the user.</summary>
public static class ConnectError
{
    /// <summary>The code for a failed connect.</summary>
    /// <param name="result">Of <see cref="StreamSocket.FinishConnect"/> or <c>BeginConnect</c>.</param>
    /// <returns>One of <see cref="StreamError"/>.</returns>
    public static ulong Of(in IoResult result) => result.Fault switch
    {
        NetworkFault.PortUnreachable => StreamError.Refused,
        NetworkFault.HostUnreachable or NetworkFault.NetworkUnreachable => StreamError.Unreachable,
        NetworkFault.TimedOut => StreamError.TimedOut,
        NetworkFault.NoSuchFile => StreamError.NoSuchFile,
        NetworkFault.Forbidden => StreamError.Forbidden,
        _ => StreamError.Broken,
    };

    /// <summary>The code for a listener that cannot be had.</summary>
    /// <param name="failure">Of <see cref="StreamListener"/>.</param>
    public static ulong OfListen(PlatformException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Fault switch
        {
            NetworkFault.InUse => StreamError.InUse,
            NetworkFault.Forbidden => StreamError.Forbidden,
            NetworkFault.NoSuchFile => StreamError.NoSuchFile,
            _ => StreamError.Broken,
        };
    }

    /// <summary>The code in words, as they stand after a colon.</summary>
    /// <param name="error">Any number: it came from the other end.</param>
    public static string Words(ulong error) => error switch
    {
        StreamError.None => "the other end ended it",
        StreamError.Cancelled => "it was cancelled",
        StreamError.NotOffered => "the other end does not offer it",
        StreamError.Refused => "connection refused",
        StreamError.Unreachable => "no route to the target",
        StreamError.TimedOut => "the target does not answer",
        StreamError.UnknownName => "the name of the target is not known",
        StreamError.NoSuchFile => "no such file",
        StreamError.Forbidden => "not permitted",
        StreamError.TooMany => "too many connections",
        StreamError.Broken => "the connection broke",
        StreamError.InUse => "the address is in use",
        StreamError.Malformed => "the other end does not understand the request",
        _ => "the other end gave no reason",
    };
}
