using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Godwit.Forwarding;

/// <summary>
/// The first thing that an X client says (X Window System Protocol, "Connection Setup"). The host knows only a cookie that was made for the session; here,
/// beside the real X server, it is checked and replaced by the real one, as ssh does. So what is stolen from the host is worth nothing without the session.
/// Pure; octets never make it throw.
/// </summary>
/// <remarks>
/// order (1: <c>B</c> or <c>l</c>), unused (1), major (2), minor (2), length of name (2), length of data (2), unused (2), name, pad to 4, data, pad to 4.
/// </remarks>
public sealed class X11Setup
{
    /// <summary>Octets of a cookie.</summary>
    public const int CookieSize = 16;

    private const int HeaderSize = 12;
    private const int NameSize = 18;
    private const int PaddedNameSize = 20;
    private const int RequestSize = HeaderSize + PaddedNameSize + CookieSize;
    private const byte BigEndian = (byte)'B';
    private const byte LittleEndian = (byte)'l';

    private readonly byte[] fake;
    private readonly byte[]? real;
    private readonly byte[] request = new byte[RequestSize];
    private byte[] output = [];
    private int length;
    private X11Outcome outcome;

    /// <summary>For one connection.</summary>
    /// <param name="fake">The cookie that the host knows: <see cref="CookieSize"/> octets.</param>
    /// <param name="real">The X server's; empty if it has none, then the client is introduced without.</param>
    public X11Setup(ReadOnlySpan<byte> fake, ReadOnlySpan<byte> real)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(fake.Length, CookieSize);
        this.fake = fake.ToArray();
        if (!real.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(real.Length, CookieSize);
            this.real = real.ToArray();
        }
    }

    /// <summary>For the X server after <see cref="X11Outcome.Accept"/>, for the client after <see cref="X11Outcome.Refuse"/>.</summary>
    public ReadOnlySpan<byte> Output => output;

    private static ReadOnlySpan<byte> CookieName => "MIT-MAGIC-COOKIE-1"u8;

    private static ReadOnlySpan<byte> Reason => "godwit: the X11 cookie is wrong"u8;

    /// <summary>Takes octets of the client.</summary>
    /// <param name="octets">What came, in any pieces.</param>
    /// <param name="consumed">How many were taken; those behind an accepted setup are the client's next requests.</param>
    public X11Outcome Feed(ReadOnlySpan<byte> octets, out int consumed)
    {
        consumed = 0;
        while (outcome == X11Outcome.NeedsMore && consumed < octets.Length)
        {
            request[length++] = octets[consumed++];
            outcome = Advance();
        }

        return outcome;
    }

    private X11Outcome Advance()
    {
        bool isBigEndian = request[0] == BigEndian;
        if (!isBigEndian && request[0] != LittleEndian)
        {
            return X11Outcome.Refuse; // No X client; it would not understand an answer.
        }

        if (length == HeaderSize && (Read(6) != NameSize || Read(8) != CookieSize))
        {
            return Refuse(); // Another kind of authorization, or none: nothing more need be read.
        }

        if (length < RequestSize)
        {
            return X11Outcome.NeedsMore;
        }

        bool isRight = request.AsSpan(HeaderSize, NameSize).SequenceEqual(CookieName)
            & CryptographicOperations.FixedTimeEquals(request.AsSpan(HeaderSize + PaddedNameSize, CookieSize), fake);
        return isRight ? Accept() : Refuse();
    }

    private X11Outcome Accept()
    {
        if (real is null)
        {
            output = request.AsSpan(0, HeaderSize).ToArray();
            output.AsSpan(6, 4).Clear();
            return X11Outcome.Accept;
        }

        output = (byte[])request.Clone();
        real.CopyTo(output, HeaderSize + PaddedNameSize);
        return X11Outcome.Accept;
    }

    // The server's answer of failure: 0, length of the reason (1), major (2), minor (2), further words of 4 octets (2), the reason, pad.
    private X11Outcome Refuse()
    {
        const int FailureHeaderSize = 8;
        int padded = (Reason.Length + 3) & ~3;
        output = new byte[FailureHeaderSize + padded];
        output[1] = (byte)Reason.Length;
        request.AsSpan(2, 4).CopyTo(output.AsSpan(2));
        if (request[0] == BigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(output.AsSpan(6), (ushort)(padded / 4));
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(output.AsSpan(6), (ushort)(padded / 4));
        }

        Reason.CopyTo(output.AsSpan(FailureHeaderSize));
        return X11Outcome.Refuse;
    }

    private ushort Read(int offset) => request[0] == BigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(offset))
        : BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(offset));
}
