namespace Godwit.Terminal;

/// <content>OSC, DCS and the strings that are swallowed.</content>
internal sealed partial class VtParser
{
    /// <summary>
    /// Octets kept of an OSC. The largest is a clipboard write: 192 KiB of text as base64. Stock keeps 16,384 code points, which cuts
    /// larger ones into garbage; a truncated clipboard write is dropped here instead.
    /// </summary>
    public const int OscBytesMax = 256 * 1024;

    /// <summary>Octets kept of a DCS: the ones that are answered are a few octets long.</summary>
    public const int DcsBytesMax = 256;

    private void EnterString(ParserState kind)
    {
        state = kind;
        text.Clear();
    }

    private int AdvanceString<TActions>(ref TActions actions, ReadOnlySpan<byte> bytes)
        where TActions : struct, IVtActions, allows ref struct
    {
        int run = bytes.IndexOfAnyExceptInRange((byte)0x20, Delete);
        run = run < 0 ? bytes.Length : run;
        if (run > 0)
        {
            if (state != ParserState.Swallow)
            {
                text.Append(bytes[..run], state == ParserState.Osc ? OscBytesMax : DcsBytesMax);
            }

            return run;
        }

        switch (bytes[0])
        {
            case EscapeByte:
                FinishString(ref actions);
                EnterEscape();
                break;
            case Bell when state == ParserState.Osc:
                FinishString(ref actions);
                state = ParserState.Ground;
                break;
            case Cancel or Substitute:
                text.Clear();
                state = ParserState.Ground;
                actions.Execute(bytes[0]);
                break;
        }

        return 1;
    }

    /// <summary>Hands over a string that something ended; does nothing in other states.</summary>
    private void FinishString<TActions>(ref TActions actions)
        where TActions : struct, IVtActions, allows ref struct
    {
        if (state == ParserState.Osc)
        {
            actions.Osc(text.Written, text.IsTruncated);
            text.Clear();
        }
        else if (state == ParserState.DcsText)
        {
            actions.Dcs(dcsKey, text.Written, text.IsTruncated);
            text.Clear();
        }
    }
}
