namespace Godwit.Terminal;

/// <content>OSC, DCS and the strings that are swallowed.</content>
internal sealed partial class VtParser
{
    /// <summary>
    /// Octets kept of an OSC. The largest is a clipboard write: 1 MiB of text as base64 and a head. Stock keeps 16,384 code points, which
    /// cuts larger ones into garbage; a truncated clipboard write is dropped here instead. The memory goes when the string ends.
    /// </summary>
    public const int OscBytesMax = (1024 * 1024 + 2) / 3 * 4 + 64;

    /// <summary>Octets kept of a DCS: the longest that is answered asks for some dozens of terminfo names.</summary>
    public const int DcsBytesMax = 4096;

    /// <summary>During the hand-over of an OSC: true if BEL ended it. Replies end as their queries did.</summary>
    public bool EndedByBell { get; private set; }

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
                EndedByBell = true;
                FinishString(ref actions);
                EndedByBell = false;
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
