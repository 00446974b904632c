namespace Godwit.Terminal;

/// <content>Escape and CSI sequences.</content>
internal sealed partial class VtParser
{
    /// <summary>
    /// A CSI sequence that is there as a whole and consists of numbers, separators and a final octet, perhaps after a question mark. The state
    /// machine would come to the same; this takes 16 instructions an octet instead of 33.
    /// </summary>
    /// <returns>Its length; 0 if this is none, and nothing has happened.</returns>
    private int AdvancePlainSequence<TActions>(ref TActions actions, ReadOnlySpan<byte> bytes)
        where TActions : struct, IVtActions, allows ref struct
    {
        const int Introducer = 2, NumberAndNext = 4;
        if (bytes.Length <= Introducer || bytes[1] != '[')
        {
            return 0;
        }

        int i = Introducer;
        int key = 0;
        if (bytes[i] == '?')
        {
            key = SequenceKey.Private;
            i++;
        }

        ushort[] numbers = values;
        int count = 0;
        ulong continued = 0;
        while (bytes.Length - i >= NumberAndNext)
        {
            // Up to three digits and what comes after them.
            ReadOnlySpan<byte> part = bytes.Slice(i, NumberAndNext);
            int number = 0;
            int next = part[0] - '0';
            i++;
            if ((uint)next <= 9)
            {
                number = next;
                next = part[1] - '0';
                i++;
                if ((uint)next <= 9)
                {
                    number = (number * 10) + next;
                    next = part[2] - '0';
                    i++;
                    if ((uint)next <= 9)
                    {
                        number = (number * 10) + next;
                        next = part[3] - '0';
                        i++;
                    }
                }
            }

            // Longer numbers are for the state machine, and with too many it knows what to drop.
            if ((uint)count >= (uint)numbers.Length)
            {
                return 0;
            }

            numbers[count++] = (ushort)number;
            if (next == ';' - '0')
            {
                continue;
            }

            if ((uint)(next - (0x40 - '0')) < Delete - 0x40)
            {
                actions.Csi((next + '0') | key, new SequenceParameters(numbers.AsSpan(0, count), continued));
                return i;
            }

            if (next != ':' - '0')
            {
                return 0;
            }

            continued |= count < ParametersMax ? 1UL << count : 0;
        }

        return 0;
    }

    private void EnterEscape()
    {
        state = ParserState.Escape;
        ClearSequence();
    }

    private void EnterHeader(ParserState header)
    {
        state = header;
        ClearSequence();
    }

    private void ClearSequence()
    {
        valueCount = 0;
        value = 0;
        colons = 0;
        marker = 0;
        intermediates = 0;
        intermediateCount = 0;
        ignored = false;
        hasParameters = false;
    }

    private int AdvanceEscape<TActions>(ref TActions actions, byte next)
        where TActions : struct, IVtActions, allows ref struct
    {
        if (next < 0x20)
        {
            HandleControlInSequence(ref actions, next);
        }
        else if (next < 0x30)
        {
            Collect(next);
        }
        else if (next != Delete)
        {
            state = ParserState.Ground;
            if (intermediateCount == 0 && TryEnterFromEscape(next))
            {
                return 1;
            }

            if (!ignored)
            {
                actions.Escape(next | (intermediates << SequenceKey.IntermediateShift));
            }
        }

        return 1;
    }

    private bool TryEnterFromEscape(byte final)
    {
        switch (final)
        {
            case (byte)'[':
                EnterHeader(ParserState.Csi);
                return true;
            case (byte)']':
                EnterString(ParserState.Osc);
                return true;
            case (byte)'P':
                EnterHeader(ParserState.DcsHeader);
                return true;
            case (byte)'X' or (byte)'^' or (byte)'_':
                state = ParserState.Swallow;
                return true;
            default:
                return false;
        }
    }

    /// <summary>CSI, and the head of a DCS, up to its final octet.</summary>
    private int AdvanceHeader<TActions>(ref TActions actions, ReadOnlySpan<byte> bytes)
        where TActions : struct, IVtActions, allows ref struct
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            byte next = bytes[i];
            if (next is >= (byte)'0' and <= (byte)'9')
            {
                value = Math.Min((value * 10) + next - '0', ParameterMax);
                hasParameters = true;
                ignored |= intermediateCount > 0;
            }
            else if (next is (byte)';' or (byte)':')
            {
                EndParameter();
                ignored |= intermediateCount > 0;
                if (next == ':' && valueCount < ParametersMax)
                {
                    colons |= 1UL << valueCount;
                }
            }
            else if (next is >= 0x40 and < Delete)
            {
                FinishHeader(ref actions, next);
                return i + 1;
            }
            else if (next >= 0x80)
            {
                return i;
            }
            else if (next >= 0x3C && next != Delete)
            {
                ignored |= hasParameters || intermediateCount > 0 || marker != 0;
                marker = next;
            }
            else if (next is >= 0x20 and < 0x30)
            {
                Collect(next);
            }
            else if (next != Delete)
            {
                HandleControlInSequence(ref actions, next);
                return i + 1;
            }
        }

        return bytes.Length;
    }

    private void EndParameter()
    {
        if (valueCount < ParametersMax)
        {
            values[valueCount++] = (ushort)value;
        }

        value = 0;
        hasParameters = true;
    }

    private void Collect(byte intermediate)
    {
        intermediates = ((intermediates << 8) | intermediate) & 0xFFFF;
        ignored |= ++intermediateCount > IntermediatesMax;
        intermediateCount = Math.Min(intermediateCount, IntermediatesMax + 1);
    }

    private void FinishHeader<TActions>(ref TActions actions, byte final)
        where TActions : struct, IVtActions, allows ref struct
    {
        EndParameter();
        int key = final | (intermediates << SequenceKey.IntermediateShift) | (marker << SequenceKey.MarkerShift);
        if (state == ParserState.DcsHeader)
        {
            dcsKey = key;
            EnterString(ignored ? ParserState.Swallow : ParserState.DcsText);
            return;
        }

        state = ParserState.Ground;
        if (!ignored)
        {
            actions.Csi(key, new SequenceParameters(values.AsSpan(0, valueCount), colons));
        }
    }

    /// <summary>A C0 control inside a sequence acts at once, and the sequence goes on; CAN, SUB and ESC end it.</summary>
    private void HandleControlInSequence<TActions>(ref TActions actions, byte control)
        where TActions : struct, IVtActions, allows ref struct
    {
        switch (control)
        {
            case EscapeByte:
                EnterEscape();
                break;
            case Cancel or Substitute:
                state = ParserState.Ground;
                actions.Execute(control);
                break;
            default:
                if (state != ParserState.DcsHeader)
                {
                    actions.Execute(control);
                }

                break;
        }
    }
}
