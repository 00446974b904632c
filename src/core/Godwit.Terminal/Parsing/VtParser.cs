using System.Buffers;
using System.Text;

namespace Godwit.Terminal;

/// <summary>
/// Turns bytes into <see cref="IVtActions"/>: UTF-8, controls, escape sequences, strings (spec 05 sections 1–3). Any bytes are accepted,
/// cut anywhere; there is no error path. What hostile bytes can grow has a named limit here, and work is linear in the bytes.
/// </summary>
/// <remarks>
/// Unlike stock it accepts colons between parameters, keeps surplus large numbers at the largest one, and lets CAN and SUB
/// cancel a string (as xterm does) instead of dispatching it.
/// </remarks>
internal sealed partial class VtParser
{
    /// <summary>Numbers kept of one sequence; the rest is dropped. More than twice what any terminal documents; one bit each in a mask.</summary>
    public const int ParametersMax = 64;

    /// <summary>Largest number: beyond it the value stays here. Larger than any screen, and functions clamp to the screen before they loop.</summary>
    public const int ParameterMax = ushort.MaxValue;

    /// <summary>Intermediates of one sequence; one with more is no known sequence and is ignored.</summary>
    public const int IntermediatesMax = 2;

    private const byte Bell = 0x07;
    private const byte Cancel = 0x18;
    private const byte Substitute = 0x1A;
    private const byte EscapeByte = 0x1B;
    private const byte Delete = 0x7F;
    private const int ReplacementCharacter = 0xFFFD;

    private readonly ushort[] values = new ushort[ParametersMax];
    private readonly byte[] partial = new byte[4];
    private StringBuffer text;
    private ParserState state;
    private int partialLength;
    private int valueCount;
    private int value;
    private ulong colons;
    private int marker;
    private int intermediates;
    private int intermediateCount;
    private bool ignored;
    private bool hasParameters;
    private int dcsKey;

    public VtParser()
    {
    }

    /// <summary>A copy in the same state.</summary>
    public VtParser(VtParser source)
    {
        CopyFrom(source);
    }

    /// <summary>Forgets an unfinished sequence or character.</summary>
    public void Reset()
    {
        state = ParserState.Ground;
        partialLength = 0;
        text.Clear();
    }

    /// <summary>Feeds bytes; every complete action in them is reported before the call returns.</summary>
    public void Advance<TActions>(ref TActions actions, ReadOnlySpan<byte> bytes)
        where TActions : struct, IVtActions, allows ref struct
    {
        if (partialLength > 0)
        {
            bytes = bytes[CompletePartial(ref actions, bytes)..];
        }

        while (!bytes.IsEmpty)
        {
            int consumed = bytes[0] >= 0x80
                ? AdvanceMultibyte(ref actions, bytes)
                : state switch
                {
                    ParserState.Ground => AdvanceGround(ref actions, bytes),
                    ParserState.Escape => AdvanceEscape(ref actions, bytes[0]),
                    ParserState.Csi => AdvanceHeader(ref actions, bytes),
                    ParserState.DcsHeader => AdvanceHeader(ref actions, bytes),
                    _ => AdvanceString(ref actions, bytes),
                };
            bytes = bytes[consumed..];
        }
    }

    /// <summary>Text and controls, and the sequences that are complete and of the usual form: all that most output consists of.</summary>
    private int AdvanceGround<TActions>(ref TActions actions, ReadOnlySpan<byte> bytes)
        where TActions : struct, IVtActions, allows ref struct
    {
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            int consumed = 1;
            byte first = rest[0];
            if (first == EscapeByte)
            {
                consumed = AdvancePlainSequence(ref actions, rest);
                if (consumed == 0)
                {
                    EnterEscape();
                    return bytes.Length - rest.Length + 1;
                }
            }
            else if (first == '\r' && rest.Length > 1 && rest[1] == '\n')
            {
                actions.NewLine();
                consumed = 2;
            }
            else if (first < 0x20)
            {
                actions.Execute(first);
            }
            else if (first < Delete)
            {
                consumed = rest.Length > 1 && !IsPrintable(rest[1]) ? 1 : PrintableRun.Length(rest);
                if (consumed == 1)
                {
                    // Between two sequences, or before a combining mark: what drawing programs send most.
                    actions.PrintAscii(first);
                }
                else
                {
                    actions.PrintAscii(rest[..consumed]);
                }
            }
            else if (first > Delete)
            {
                consumed = actions.PrintRun(rest);
                if (consumed == 0)
                {
                    break;
                }
            }

            rest = rest[consumed..];
        }

        return bytes.Length - rest.Length;
    }

    private static bool IsPrintable(byte octet) => (uint)(octet - 0x20) < Delete - 0x20;

    /// <summary>Decodes characters as long as they are not ASCII; the state machine sees code points.</summary>
    private int AdvanceMultibyte<TActions>(ref TActions actions, ReadOnlySpan<byte> bytes)
        where TActions : struct, IVtActions, allows ref struct
    {
        int consumed = 0;
        while (consumed < bytes.Length && bytes[consumed] >= 0x80)
        {
            if (state == ParserState.Ground)
            {
                int printed = actions.PrintRun(bytes[consumed..]);
                if (printed > 0)
                {
                    consumed += printed;
                    continue;
                }
            }

            OperationStatus status = Rune.DecodeFromUtf8(bytes[consumed..], out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData)
            {
                bytes[consumed..].CopyTo(partial);
                partialLength = bytes.Length - consumed;
                return bytes.Length;
            }

            consumed += length;
            if (state == ParserState.Ground && rune.Value >= 0xA0)
            {
                actions.Print(rune.Value);
            }
            else
            {
                HandleCodePoint(ref actions, rune);
            }
        }

        return consumed;
    }

    /// <summary>Goes on with a character whose first octets came with an earlier call.</summary>
    /// <returns>Octets of <paramref name="bytes"/> that belong to it.</returns>
    private int CompletePartial<TActions>(ref TActions actions, ReadOnlySpan<byte> bytes)
        where TActions : struct, IVtActions, allows ref struct
    {
        int consumed = 0;
        while (consumed < bytes.Length)
        {
            partial[partialLength] = bytes[consumed];
            OperationStatus status = Rune.DecodeFromUtf8(partial.AsSpan(0, partialLength + 1), out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData)
            {
                partialLength++;
                consumed++;
                continue;
            }

            // Ill-formed: the new octet is not part of it (maximal subpart) and is looked at again.
            consumed += length - partialLength;
            partialLength = 0;
            HandleCodePoint(ref actions, rune);
            break;
        }

        return consumed;
    }

    /// <summary>Rules A and B of the specification for a code point from 80 up.</summary>
    private void HandleCodePoint<TActions>(ref TActions actions, Rune rune)
        where TActions : struct, IVtActions, allows ref struct
    {
        if (rune.Value < 0xA0)
        {
            HandleC1(ref actions, rune.Value);
            return;
        }

        switch (state)
        {
            case ParserState.Ground:
                actions.Print(rune.Value);
                break;
            case ParserState.Osc:
            case ParserState.DcsText:
                Span<byte> utf8 = stackalloc byte[4];
                text.Append(utf8[..rune.EncodeToUtf8(utf8)], state == ParserState.Osc ? OscBytesMax : DcsBytesMax);
                break;
            case ParserState.Swallow:
                break;
            default:
                // It ends the sequence like an unknown final octet.
                state = ParserState.Ground;
                break;
        }
    }

    private void HandleC1<TActions>(ref TActions actions, int control)
        where TActions : struct, IVtActions, allows ref struct
    {
        FinishString(ref actions);
        state = ParserState.Ground;
        switch (control)
        {
            case 0x90:
                EnterHeader(ParserState.DcsHeader);
                break;
            case 0x98 or 0x9E or 0x9F:
                state = ParserState.Swallow;
                break;
            case 0x9B:
                EnterHeader(ParserState.Csi);
                break;
            case 0x9C:
                break;
            case 0x9D:
                EnterString(ParserState.Osc);
                break;
            default:
                actions.Execute(control);
                break;
        }
    }

    private void CopyFrom(VtParser source)
    {
        source.values.CopyTo(values, 0);
        source.partial.CopyTo(partial, 0);
        text = source.text.Copy();
        state = source.state;
        partialLength = source.partialLength;
        valueCount = source.valueCount;
        value = source.value;
        colons = source.colons;
        marker = source.marker;
        intermediates = source.intermediates;
        intermediateCount = source.intermediateCount;
        ignored = source.ignored;
        hasParameters = source.hasParameters;
        dcsKey = source.dcsKey;
    }
}
