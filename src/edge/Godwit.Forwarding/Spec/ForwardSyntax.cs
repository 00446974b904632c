using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Godwit.Forwarding;

/// <summary>
/// The grammar of ssh's forwarding options, as ssh(1) has it and <c>ssh -G</c> shows. Stricter where ssh guesses: a missing last field is an error and not
/// SOCKS, ports are decimal numbers and not names of services, and a host cannot contain a slash or a blank.
/// </summary>
/// <param name="kind">Which option.</param>
internal sealed class ForwardSyntax(ForwardKind kind)
{
    /// <summary>Ours: datagrams.</summary>
    public const string UdpSuffix = "/udp";

    // Domain names are at most 253 characters (RFC 1035); the length travels in one octet.
    private const int HostLengthMax = 255;

    // sun_path of unix(7) has 108 octets with its end.
    private const int PathOctetsMax = 107;

    private const string ListenPort = "the port to listen on";
    private const string TargetPort = "the port of the target";

    private string fault = "";

    /// <summary>Reads one forwarding.</summary>
    /// <param name="text">What follows the option.</param>
    /// <param name="problem">What is wrong, without the text itself.</param>
    /// <returns>Null if something is wrong.</returns>
    public ForwardSpec? Parse(string text, out string problem)
    {
        ForwardSpec? spec = null;
        bool isUdp = IsUdp(text);
        if (TrySplit(isUdp ? text[..^UdpSuffix.Length] : text, out List<ForwardField>? fields))
        {
            spec = Shape(CollectionsMarshal.AsSpan(fields));
        }

        if (spec is not null && isUdp)
        {
            spec = WithUdp(spec);
        }

        problem = fault;
        return spec;
    }

    // The suffix follows a number; "dir/udp" is a path.
    private static bool IsUdp(string text)
    {
        if (!text.EndsWith(UdpSuffix, StringComparison.Ordinal))
        {
            return false;
        }

        string before = text[..^UdpSuffix.Length];
        string last = before[(before.LastIndexOf(':') + 1)..];
        return last.Length > 0 && last.All(char.IsAsciiDigit);
    }

    private ForwardSpec? WithUdp(ForwardSpec spec)
    {
        if (spec.Target is null)
        {
            return Fail<ForwardSpec>($"SOCKS is for connections, so {UdpSuffix} needs a target");
        }

        return spec.Listen.Path is null && spec.Target.Path is null
            ? spec with { Protocol = ForwardProtocol.Udp }
            : Fail<ForwardSpec>($"{UdpSuffix} is for ports, not for the path of a socket");
    }

    private bool TrySplit(string text, [NotNullWhen(true)] out List<ForwardField>? fields)
    {
        fields = [];
        text = text.TrimStart(' ', '\t');
        int at = 0;
        while (true)
        {
            string? field = at < text.Length && text[at] == '[' ? Bracketed(text, ref at) : Plain(text, ref at);
            if (field is null)
            {
                return false;
            }

            fields.Add(new ForwardField(field, field.Contains('/', StringComparison.Ordinal)));
            if (at >= text.Length)
            {
                return true;
            }

            at++; // The colon.
        }
    }

    // Up to the bracket's end, as it is; then nothing or a colon.
    private string? Bracketed(string text, ref int at)
    {
        int end = text.IndexOf(']', at);
        if (end < 0)
        {
            return Fail<string>("a bracket is not closed");
        }

        string field = text[(at + 1)..end];
        at = end + 1;
        return at == text.Length || text[at] == ':' ? field : Fail<string>("after a bracket a colon has to follow");
    }

    private string? Plain(string text, ref int at)
    {
        var field = new StringBuilder();
        for (; at < text.Length && text[at] != ':'; at++)
        {
            if (text[at] == '\\' && ++at == text.Length)
            {
                return Fail<string>("nothing follows the backslash");
            }

            field.Append(text[at]);
        }

        return field.ToString();
    }

    private ForwardSpec? Shape(ReadOnlySpan<ForwardField> fields) => fields switch
    {
        [{ Text: "" }] => Fail<ForwardSpec>("it is empty"),
        [.., { Text: "" }] => Fail<ForwardSpec>("nothing follows the last colon"),
        [var listen] when kind != ForwardKind.Local => Make(listen.IsPath ? Local(listen) : Listener(null, listen), null, hasTarget: false),
        [_] => Fail<ForwardSpec>("the target is missing"),
        [{ IsPath: false } bind, { IsPath: false } port] when kind != ForwardKind.Local => Make(Listener(bind, port), null, hasTarget: false),
        _ when kind == ForwardKind.Dynamic => Fail<ForwardSpec>("it takes [bind_address:]port and no target; an IPv6 address belongs in brackets"),
        [{ IsPath: true } listen, { IsPath: true } target] => Make(Local(listen), Local(target)),
        [var port, { IsPath: true } target] => Make(Listener(null, port), Local(target)),
        [_, _] => Fail<ForwardSpec>($"{TargetPort} is missing"),
        [{ IsPath: true } listen, var host, var port] => Make(Local(listen), Remote(host, port)),
        [var bind, var port, { IsPath: true } target] => Make(Listener(bind, port), Local(target)),
        [var listen, var host, var port] => Make(Listener(null, listen), Remote(host, port)),
        [var bind, var listen, var host, var port] => Make(Listener(bind, listen), Remote(host, port)),
        _ => Fail<ForwardSpec>("there are too many colons; an IPv6 address belongs in brackets"),
    };

    private ForwardSpec? Make(ForwardEndpoint? listen, ForwardEndpoint? target, bool hasTarget = true) =>
        listen is null || (hasTarget && target is null) ? null : new ForwardSpec { Kind = kind, Listen = listen, Target = target };

    private ForwardEndpoint? Listener(ForwardField? bind, ForwardField port)
    {
        string? host = bind is { Text.Length: 0 } ? ForwardEndpoint.AnyHost : bind?.Text;
        return (host is null || IsHost(host, "the address to listen on")) && TryPort(port.Text, ListenPort, kind == ForwardKind.Remote, out ushort number)
            ? new ForwardEndpoint { Host = host, Port = number }
            : null;
    }

    private ForwardEndpoint? Remote(ForwardField host, ForwardField port)
    {
        const string TargetHost = "the host of the target";
        if (host.Text.Length == 0)
        {
            return Fail<ForwardEndpoint>($"{TargetHost} is missing");
        }

        return IsHost(host.Text, TargetHost) && TryPort(port.Text, TargetPort, mayBeZero: false, out ushort number)
            ? new ForwardEndpoint { Host = host.Text, Port = number }
            : null;
    }

    private ForwardEndpoint? Local(ForwardField path)
    {
        if (Encoding.UTF8.GetByteCount(path.Text) > PathOctetsMax)
        {
            return Fail<ForwardEndpoint>($"the path {path.Text} is longer than {PathOctetsMax} octets");
        }

        return path.Text.Any(char.IsControl)
            ? Fail<ForwardEndpoint>("a path contains a control character")
            : new ForwardEndpoint { Path = path.Text };
    }

    private bool IsHost(string host, string what)
    {
        if (Encoding.UTF8.GetByteCount(host) > HostLengthMax)
        {
            fault = $"{what} is longer than {HostLengthMax} octets";
        }
        else if (host.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character is '/' or '\\' or '[' or ']'))
        {
            fault = $"{what} cannot be \"{host}\"";
        }

        return fault.Length == 0;
    }

    private bool TryPort(string text, string what, bool mayBeZero, out ushort port)
    {
        port = 0;
        fault = text.Length == 0 ? $"{what} is missing"
            : !text.All(char.IsAsciiDigit) ? $"{what} has to be a number, not \"{text}\""
            : !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) ? $"{what} cannot be more than 65535"
            : port == 0 && !mayBeZero ? $"{what} cannot be 0"
            : "";
        return fault.Length == 0;
    }

    private T? Fail<T>(string what)
        where T : class
    {
        fault = what;
        return null;
    }
}
