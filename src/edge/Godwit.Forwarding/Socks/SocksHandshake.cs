using Godwit.Streams;

namespace Godwit.Forwarding;

/// <summary>
/// The server's side of SOCKS4, SOCKS4a and SOCKS5 (RFC 1928, without authentication), CONNECT only: what <c>-D</c> answers. Pure and bounded; octets
/// never make it throw.
/// </summary>
public sealed partial class SocksHandshake
{
    /// <summary>Room that every answer needs.</summary>
    public const int AnswerSizeMax = 10;

    // The longest request: SOCKS4a with a user and a name of 255 octets each, their ends, and the 8 octets before.
    private const int RequestSizeMax = 8 + 256 + 256;

    private const int NameLengthMax = 255;
    private const byte Version4 = 4;
    private const byte Version5 = 5;
    private const byte Connect = 1;

    private readonly byte[] request = new byte[RequestSizeMax];
    private readonly byte[] answer = new byte[AnswerSizeMax];
    private int length;
    private int answerLength;
    private bool isGreeted;
    private byte version;
    private SocksOutcome outcome;

    /// <summary>What the client is to be sent now; valid until the next call.</summary>
    public ReadOnlySpan<byte> Answer => answer.AsSpan(0, answerLength);

    /// <summary>A name, or a numeric address, without brackets; empty before <see cref="SocksOutcome.Request"/>.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The port; not 0.</summary>
    public ushort Port { get; private set; }

    /// <summary>Takes octets of the client.</summary>
    /// <param name="octets">What came, in any pieces.</param>
    /// <param name="consumed">How many were taken. Those behind belong to the next call after an answer, or to the connection after a request.</param>
    public SocksOutcome Feed(ReadOnlySpan<byte> octets, out int consumed)
    {
        consumed = 0;
        answerLength = 0;
        if (outcome == SocksOutcome.Answer)
        {
            outcome = SocksOutcome.NeedsMore;
        }

        while (outcome == SocksOutcome.NeedsMore && consumed < octets.Length)
        {
            request[length++] = octets[consumed++];
            outcome = Advance();
        }

        return outcome;
    }

    /// <summary>The connection is there: makes <see cref="Answer"/> say so. The address in it is zero, as ssh's.</summary>
    public void Succeed() => SetAnswer(SocksReply.Succeeded);

    /// <summary>There will be no connection: makes <see cref="Answer"/> say why.</summary>
    /// <param name="error">One of <see cref="StreamError"/>.</param>
    public void Fail(ulong error) => SetAnswer(error switch
    {
        StreamError.Refused => SocksReply.ConnectionRefused,
        StreamError.Unreachable or StreamError.UnknownName => SocksReply.HostUnreachable,
        StreamError.TimedOut => SocksReply.TimeExpired,
        StreamError.Forbidden or StreamError.NotOffered => SocksReply.NotAllowed,
        _ => SocksReply.GeneralFailure,
    });

    private SocksOutcome Advance()
    {
        if (isGreeted && request[0] != Version5)
        {
            return SocksOutcome.Refuse;
        }

        version = request[0];
        return version switch
        {
            Version4 => Advance4(),
            Version5 => isGreeted ? Advance5() : Greet(),
            _ => SocksOutcome.Refuse, // Something else speaks; no answer would be understood.
        };
    }

    private SocksOutcome Refuse(SocksReply reply)
    {
        SetAnswer(reply);
        return SocksOutcome.Refuse;
    }

    // SOCKS5: version, reply, 0, IPv4, address, port. SOCKS4: 0, code, port, address.
    private void SetAnswer(SocksReply reply)
    {
        const byte Granted4 = 90;
        const byte Rejected4 = 91;
        const int Size4 = 8;
        Array.Clear(answer);
        if (version == Version4)
        {
            answer[1] = reply == SocksReply.Succeeded ? Granted4 : Rejected4;
            answerLength = Size4;
            return;
        }

        answer[0] = Version5;
        answer[1] = (byte)reply;
        answer[3] = AddressIPv4;
        answerLength = AnswerSizeMax;
    }
}
