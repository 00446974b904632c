namespace Godwit.Crypto;

/// <summary>
/// The 16 secret octets of one session (spec 01 section 1). Owned by whoever created it; <see cref="Dispose"/> wipes it.
/// The text form leaves only through <see cref="Format"/>, never through <see cref="ToString"/>.
/// </summary>
public sealed class SessionKey : IDisposable
{
    /// <summary>Length of the secret in octets (AES-128).</summary>
    public const int ByteLength = 16;

    /// <summary>Length of the text form: 24 characters of Base64 without the trailing <c>==</c>.</summary>
    public const int TextLength = 22;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    // 22 characters hold 132 bits: the last four of them are padding and must be zero.
    private const uint UnusedBits = 0b1111;

    // Pinned, so that the collector does not leave copies behind when it compacts.
    private readonly byte[] secret = GC.AllocateArray<byte>(ByteLength, pinned: true);
    private bool disposed;

    private SessionKey()
    {
    }

    /// <summary>The secret; valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The key was wiped.</exception>
    internal ReadOnlySpan<byte> Secret
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return secret;
        }
    }

    /// <summary>Makes a key of octets that came from the operating system's random source.</summary>
    /// <param name="octets">Exactly 16 octets; copied. The caller wipes its own copy.</param>
    public static SessionKey FromBytes(ReadOnlySpan<byte> octets)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(octets.Length, ByteLength, nameof(octets));
        var key = new SessionKey();
        octets.CopyTo(key.secret);
        return key;
    }

    /// <summary>Reads the text form with all refusals of spec 01 section 1.</summary>
    /// <param name="text">The text, as it came from the environment or the connect line.</param>
    /// <param name="key">The key, owned by the caller, or null.</param>
    public static SessionKeyStatus TryParse(ReadOnlySpan<char> text, out SessionKey? key)
    {
        key = null;
        if (text.Length != TextLength)
        {
            return SessionKeyStatus.WrongLength;
        }

        var candidate = new SessionKey();
        var status = Decode(text, candidate.secret);
        if (status != SessionKeyStatus.Valid)
        {
            candidate.Dispose();
            return status;
        }

        key = candidate;
        return SessionKeyStatus.Valid;
    }

    /// <summary>The text form: the secret in print. Handle the characters like the key itself.</summary>
    /// <param name="destination">Receives exactly 22 characters.</param>
    public void Format(Span<char> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, TextLength, nameof(destination));
        var octets = Secret;
        var written = 0;
        uint pending = 0;
        var pendingBits = 0;
        foreach (var octet in octets)
        {
            pending = (pending << 8) | octet;
            pendingBits += 8;
            while (pendingBits >= 6)
            {
                pendingBits -= 6;
                destination[written++] = Alphabet[(int)((pending >> pendingBits) & 0x3f)];
            }
        }

        destination[written] = Alphabet[(int)((pending << (6 - pendingBits)) & 0x3f)];
    }

    /// <summary>Wipes the secret.</summary>
    public void Dispose()
    {
        disposed = true;
        Wipe.Clear(secret);
    }

    /// <summary>The type's name; never the secret.</summary>
    public override string ToString() => nameof(SessionKey);

    private static SessionKeyStatus Decode(ReadOnlySpan<char> text, Span<byte> octets)
    {
        uint pending = 0;
        var pendingBits = 0;
        var written = 0;
        foreach (var character in text)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return SessionKeyStatus.BadCharacter;
            }

            pending = (pending << 6) | (uint)value;
            pendingBits += 6;
            if (pendingBits >= 8)
            {
                pendingBits -= 8;
                octets[written++] = (byte)(pending >> pendingBits);
            }
        }

        return (pending & UnusedBits) == 0 ? SessionKeyStatus.Valid : SessionKeyStatus.UnusedBitsSet;
    }
}
