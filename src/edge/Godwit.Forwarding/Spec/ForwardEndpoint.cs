using System.Globalization;

namespace Godwit.Forwarding;

/// <summary>One side of a forwarding: a host and a port, or a local socket.</summary>
public sealed record ForwardEndpoint
{
    /// <summary>As a host to listen on: every address.</summary>
    public const string AnyHost = "*";

    /// <summary>
    /// A name or a numeric address without brackets; <see cref="AnyHost"/>; or null if none was given: to listen on loopback only, unless
    /// <c>GatewayPorts</c> says otherwise. A target always has one, or a path.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>1 to 65535; 0 if there is a path, or where a remote forwarding leaves the choice to the other end.</summary>
    public ushort Port { get; init; }

    /// <summary>The path of a local socket; null if it is a port.</summary>
    public string? Path { get; init; }

    /// <summary>As ssh writes it: <c>8080</c>, <c>[::1]:8080</c>, <c>*:8080</c>, <c>/tmp/a\:b</c>.</summary>
    public override string ToString()
    {
        if (Path is not null)
        {
            string escaped = Path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
            return escaped is ['[' or ' ', ..] ? $"\\{escaped}" : escaped;
        }

        string port = Port.ToString(CultureInfo.InvariantCulture);
        return Host is null ? port : Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{port}" : $"{Host}:{port}";
    }
}
