using System.Diagnostics.CodeAnalysis;

namespace Godwit.Forwarding;

/// <summary>One forwarding that the user asked for, as ssh's <c>-L</c>, <c>-R</c> and <c>-D</c> name it.</summary>
public sealed record ForwardSpec
{
    /// <summary>Who listens.</summary>
    public required ForwardKind Kind { get; init; }

    /// <summary>Connections or datagrams.</summary>
    public ForwardProtocol Protocol { get; init; }

    /// <summary>Where one of the two ends listens.</summary>
    public required ForwardEndpoint Listen { get; init; }

    /// <summary>Where the other end connects; null if each connection says it itself, by SOCKS.</summary>
    public ForwardEndpoint? Target { get; init; }

    /// <summary>The option of ssh.</summary>
    public string Option => OptionOf(Kind);

    /// <summary>Reads what follows an option; for two words of a configuration file put a colon between them.</summary>
    /// <param name="kind">By the option.</param>
    /// <param name="text">
    /// <c>[bind_address:]port:host:hostport[/udp]</c>, <c>[bind_address:]port:remote_socket</c>, <c>local_socket:host:hostport</c>,
    /// <c>local_socket:remote_socket</c>; for <c>-D</c>, and <c>-R</c> with SOCKS, <c>[bind_address:]port</c> or <c>local_socket</c>. What contains a
    /// <c>/</c> is a path, a field in brackets may contain colons, a backslash takes the meaning from what follows.
    /// </param>
    /// <param name="spec">The forwarding.</param>
    /// <param name="problem">One sentence that names the forwarding and the part that is wrong; empty if none is.</param>
    public static bool TryParse(ForwardKind kind, string text, [NotNullWhen(true)] out ForwardSpec? spec, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        spec = new ForwardSyntax(kind).Parse(text, out string fault);
        problem = spec is null ? $"{OptionOf(kind)} {text}: {fault}" : "";
        return spec is not null;
    }

    /// <summary>The option and what follows it; <see cref="TryParse"/> reads the latter.</summary>
    public override string ToString() => $"{Option} {Value}";

    /// <summary>What follows the option.</summary>
    public string Value => (Target is null ? Listen.ToString() : $"{Listen}:{Target}") + (Protocol == ForwardProtocol.Udp ? ForwardSyntax.UdpSuffix : "");

    private static string OptionOf(ForwardKind kind) => kind switch
    {
        ForwardKind.Local => "-L",
        ForwardKind.Remote => "-R",
        _ => "-D",
    };
}
