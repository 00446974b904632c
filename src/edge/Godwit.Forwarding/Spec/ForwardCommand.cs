using System.Diagnostics.CodeAnalysis;

namespace Godwit.Forwarding;

/// <summary>
/// What a user asks of a running session in a line: a forwarding, or that one is taken back. As OpenSSH's <c>~C</c>: <c>-L</c>, <c>-R</c> and <c>-D</c>
/// with what these options take; <c>-KL</c>, <c>-KR</c> and <c>-KD</c> with where the forwarding listens. The first dash may be missing.
/// </summary>
public sealed record ForwardCommand
{
    private const string Choices = "-L, -R or -D forwards, -KL, -KR or -KD with a port cancels";

    private ForwardCommand(string text, ForwardKind kind)
    {
        Text = text;
        Kind = kind;
    }

    /// <summary>The line, as messages name it.</summary>
    public string Text { get; }

    /// <summary>Which kind of forwarding.</summary>
    public ForwardKind Kind { get; }

    /// <summary>The forwarding that is to be; null if one is to go.</summary>
    public ForwardSpec? Added { get; private init; }

    /// <summary>Where the one that is to go listens; null if one is to be.</summary>
    public ForwardEndpoint? Cancelled { get; private init; }

    /// <summary>What it carries.</summary>
    public ForwardProtocol Protocol { get; private init; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">What was typed.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="problem">One sentence without a full stop that names the part that is wrong; empty if none is.</param>
    public static bool TryParse(string line, [NotNullWhen(true)] out ForwardCommand? command, out string problem)
    {
        ArgumentNullException.ThrowIfNull(line);
        string words = line.Trim();
        words = words.StartsWith('-') ? words[1..] : words;
        bool isCancel = words.StartsWith('K');
        words = isCancel ? words[1..] : words;
        ForwardKind? kind = words switch
        {
            ['L', ..] => ForwardKind.Local,
            ['R', ..] => ForwardKind.Remote,
            ['D', ..] => ForwardKind.Dynamic,
            _ => null,
        };
        command = null;
        if (kind is not { } known)
        {
            problem = $"\"{line.Trim()}\" is not understood: {Choices}";
            return false;
        }

        string value = words[1..].Trim();
        if (isCancel)
        {
            command = ReadCancel($"-K{words[0]} {value}", known, value, out problem);
        }
        else if (ForwardSpec.TryParse(known, value, out ForwardSpec? spec, out problem))
        {
            command = new ForwardCommand(spec.ToString(), known) { Added = spec, Protocol = spec.Protocol };
        }

        return command is not null;
    }

    /// <summary>True if it is the one that is meant.</summary>
    /// <param name="spec">A forwarding of the session.</param>
    /// <param name="port">Where it listens, if the system chose that.</param>
    internal bool Means(ForwardSpec spec, ushort port) => IsAlike(spec)
        && (spec.Listen == Cancelled || (Cancelled is { Path: null } && spec.Listen.Path is null && spec.Listen with { Port = port } == Cancelled));

    /// <summary>True if it has the port that is meant, and only a port was said.</summary>
    internal bool MayMean(ForwardSpec spec) => IsAlike(spec) && Cancelled is { Path: null, Host: null } && spec.Listen.Path is null && spec.Listen.Port == Cancelled.Port;

    private bool IsAlike(ForwardSpec spec) => spec.Kind == Kind && spec.Protocol == Protocol;

    // Where it listens is enough, and all of it is no mistake.
    private static ForwardCommand? ReadCancel(string text, ForwardKind kind, string value, out string problem)
    {
        bool isUdp = value.EndsWith(ForwardSyntax.UdpSuffix, StringComparison.Ordinal);
        ForwardEndpoint? listen = new ForwardSyntax(ForwardKind.Dynamic).Parse(isUdp ? value[..^ForwardSyntax.UdpSuffix.Length] : value, out string fault)?.Listen;
        listen ??= new ForwardSyntax(kind).Parse(value, out _)?.Listen;
        problem = listen is null ? $"{text}: {fault}" : "";
        return listen is null ? null : new ForwardCommand(text, kind) { Cancelled = listen, Protocol = isUdp ? ForwardProtocol.Udp : ForwardProtocol.Tcp };
    }
}
