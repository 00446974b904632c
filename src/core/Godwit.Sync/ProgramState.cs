using System.Text;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// What the server knows of the program that reads the keys (spec 07 P8): whether its terminal echoes them, and which program it is. Extension 1003
/// of an instruction of a HostMessage, between Godwits only; it travels with the screen and was read after the output that the screen shows.
/// <code>
/// 1: flags (1 known, 2 echo, 4 canonical)    2, 3, 4: octet that erases a character, a word, the line
/// 5: changes of the foreground process group    6: name
/// </code>
/// What is missing, 0 or out of range is off or not known; without the first flag nothing is known.
/// </summary>
/// <remarks>
/// A line editor, a full-screen program and a nested ssh all look alike: neither echo nor lines. Lines without echo are a password prompt.
/// </remarks>
public readonly record struct ProgramState
{
    /// <summary>Octets of a name: what Linux keeps of it.</summary>
    public const int NameOctetsMax = 15;

    private const uint KnownFlag = 1;
    private const uint EchoFlag = 2;
    private const uint CanonicalFlag = 4;

    // Null instead of empty, so that the default is equal to what is made.
    private readonly string? name;

    /// <summary>False before the program runs, after it ended, and with a server that does not tell: the rest means nothing then.</summary>
    public bool IsKnown { get; init; }

    /// <summary>The terminal echoes what is typed (ECHO).</summary>
    public bool Echo { get; init; }

    /// <summary>The terminal collects lines and edits them itself (ICANON).</summary>
    public bool IsCanonical { get; init; }

    /// <summary>The octet that erases the character left of the cursor, on the screen too; 0 if none does (VERASE, ECHOE).</summary>
    public byte Erase { get; init; }

    /// <summary>The octet that erases a word; 0 if none does (VWERASE, IEXTEN).</summary>
    public byte WordErase { get; init; }

    /// <summary>The octet that erases the line; 0 if none does, or if it only marks the line as void (VKILL, ECHOKE).</summary>
    public byte Kill { get; init; }

    /// <summary>How often the terminal's foreground process group was seen to change.</summary>
    public uint ForegroundChanges { get; init; }

    /// <summary>
    /// Name of the leader of that group, at most <see cref="NameOctetsMax"/> characters; empty if unknown. Printable ASCII, so it may be shown:
    /// a program can give itself any name.
    /// </summary>
    public string Name
    {
        get => name ?? "";
        init => name = value.Length == 0 ? null : value;
    }

    /// <summary>True if the terminal takes a line and does not show it: a password.</summary>
    public bool IsSecret => IsKnown && IsCanonical && !Echo;

    /// <summary>What can be shown of a name: cut, and a question mark for each octet that is not printable ASCII.</summary>
    public static string NameFrom(ReadOnlySpan<byte> octets)
    {
        Span<byte> printable = stackalloc byte[NameOctetsMax];
        octets = octets[..Math.Min(octets.Length, NameOctetsMax)];
        for (int i = 0; i < octets.Length; i++)
        {
            printable[i] = octets[i] is >= (byte)' ' and < 0x7F ? octets[i] : (byte)'?';
        }

        return Encoding.ASCII.GetString(printable[..octets.Length]);
    }

    internal void Write(ProtoWriter writer)
    {
        Span<byte> octets = stackalloc byte[NameOctetsMax];
        octets = octets[..Encoding.ASCII.GetBytes(Name.AsSpan(0, Math.Min(Name.Length, NameOctetsMax)), octets)];
        uint flags = (IsKnown ? KnownFlag : 0) | (Echo ? EchoFlag : 0) | (IsCanonical ? CanonicalFlag : 0);
        ReadOnlySpan<ulong> values = [flags, Erase, WordErase, Kill, ForegroundChanges];
        int length = octets.IsEmpty ? 0 : ProtoWriter.BytesLength(WireTags.ProgramNameField, octets.Length);
        for (int i = 0; i < values.Length; i++)
        {
            length += values[i] == 0 ? 0 : ProtoWriter.NumberLength(WireTags.ProgramFlagsField + i, values[i]);
        }

        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.ProgramField, length));
        writer.WriteHeader(WireTags.ProgramField, length);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] != 0)
            {
                writer.WriteNumber(WireTags.ProgramFlagsField + i, values[i]);
            }
        }

        if (!octets.IsEmpty)
        {
            writer.WriteBytes(WireTags.ProgramNameField, octets);
        }
    }

    /// <returns>False if the message is malformed.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> message, out ProgramState state)
    {
        state = default;
        ReadOnlySpan<byte> octets = default;
        var fields = new ProtoReader(message);
        while (fields.Read())
        {
            if (fields.WireType == ProtoWireType.Varint)
            {
                state = state.With(fields.Field, fields.Number);
            }
            else if (fields.Tag == WireTags.ProgramName)
            {
                octets = fields.Bytes;
            }
        }

        state = state.IsKnown ? state with { Name = NameFrom(octets) } : default;
        return !fields.IsMalformed;
    }

    private ProgramState With(int field, ulong value) => field switch
    {
        WireTags.ProgramFlagsField => this with
        {
            IsKnown = (value & KnownFlag) != 0,
            Echo = (value & EchoFlag) != 0,
            IsCanonical = (value & CanonicalFlag) != 0,
        },
        WireTags.ProgramEraseField => this with { Erase = Octet(value) },
        WireTags.ProgramWordEraseField => this with { WordErase = Octet(value) },
        WireTags.ProgramKillField => this with { Kill = Octet(value) },
        WireTags.ProgramChangesField => this with { ForegroundChanges = unchecked((uint)value) },
        _ => this,
    };

    private static byte Octet(ulong value) => value <= byte.MaxValue ? (byte)value : (byte)0;
}
