using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// One line that the user types for the client itself, as OpenSSH's <c>~C</c>. While it is open every octet from the keyboard is taken here and goes
/// nowhere else: what a key or a paste begins is over before the line is.
/// </summary>
/// <param name="name">The program's name.</param>
internal sealed class CommandPrompt(string name)
{
    /// <summary>Octets of a line at most: two of the longest names with their ports, or two escaped paths of local sockets.</summary>
    public const int LengthMax = 640;

    /// <summary>An Esc with nothing behind it for so long is the key; a terminal sends the sequence of another key in one piece.</summary>
    public const long EscapeMs = 50;

    // Longer ones are no key.
    private const int SequenceMax = 32;

    // Button, column and row of the oldest mouse reports.
    private const int OldMouseReportLength = 3;

    private const byte Interrupt = 0x03;
    private const byte Backspace = 0x08;
    private const byte LineFeed = 0x0A;
    private const byte CarriageReturn = 0x0D;
    private const byte ControlU = 0x15;
    private const byte Escape = 0x1B;
    private const byte Delete = 0x7F;

    private readonly byte[] line = new byte[LengthMax];
    private readonly byte[] sequence = new byte[SequenceMax];
    private readonly byte[] character = new byte[4];
    private int length;
    private int sequenceLength;
    private int characterLength;
    private int reportLeft;
    private bool isPasting;
    private Instant escapeUntil = Instant.Never;
    private string? taken;

    /// <summary>True while the keyboard is the prompt's.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When <see cref="Update"/> has something to do.</summary>
    public Instant NextDeadline => escapeUntil;

    /// <summary>Begins an empty line.</summary>
    public void Open()
    {
        Close();
        IsOpen = true;
    }

    /// <summary>Leaves the line; what was typed does not stay in memory.</summary>
    public void Close()
    {
        line.AsSpan(0, length).Clear();
        length = sequenceLength = characterLength = reportLeft = 0;
        isPasting = IsOpen = false;
        escapeUntil = Instant.Never;
    }

    /// <summary>Once a turn: an Esc that nothing followed leaves the line.</summary>
    public void Update(Instant now)
    {
        if (now >= escapeUntil)
        {
            Close();
        }
    }

    /// <summary>Takes what was typed, up to and including the key that ends the line.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="typed">Octets from the user's terminal.</param>
    /// <returns>How many were taken; what is behind them is for the session.</returns>
    public int Feed(Instant now, ReadOnlySpan<byte> typed)
    {
        Update(now);
        int at = 0;
        while (IsOpen && at < typed.Length)
        {
            Take(typed[at++]);
        }

        if (IsOpen)
        {
            // Within a paste nothing but its end ends it.
            escapeUntil = sequenceLength == 1 && !isPasting ? now + EscapeMs : Instant.Never;
        }

        return at;
    }

    /// <summary>Takes the line that the user has ended with Enter; each once.</summary>
    public bool TryTake([NotNullWhen(true)] out string? text)
    {
        (text, taken) = (taken, null);
        return text is not null;
    }

    /// <summary>The line as it is shown: its end, where it is longer than the row.</summary>
    /// <param name="width">Columns of the row.</param>
    /// <param name="column">Where the cursor stands.</param>
    public string Text(int width, out int column)
    {
        string label = $"{name}> ";
        ReadOnlySpan<byte> shown = line.AsSpan(0, length);
        int room = Math.Max(1, width - label.Length - 1);
        int columns = 0;
        int from = length;
        while (from > 0)
        {
            Rune.DecodeLastFromUtf8(shown[..from], out Rune rune, out int octets);
            int next = columns + CharacterWidth.Of(rune.Value);
            if (next > room)
            {
                break;
            }

            (columns, from) = (next, from - octets);
        }

        column = label.Length + columns;
        return label + Encoding.UTF8.GetString(shown[from..]);
    }

    private void Take(byte octet)
    {
        if (reportLeft > 0)
        {
            reportLeft--;
        }
        else if (sequenceLength > 0)
        {
            TakeOfSequence(octet);
        }
        else if (octet == Escape)
        {
            (sequence[0], sequenceLength) = (octet, 1);
        }
        else
        {
            TakeKey(octet);
        }
    }

    // ESC alone, ESC and a key (Alt), ESC O and a key, or ESC [ with parameters to its last octet.
    private void TakeOfSequence(byte octet)
    {
        if (octet == Escape)
        {
            sequenceLength = 1;
            return;
        }

        if (octet < 0x20 && sequenceLength > 1)
        {
            sequenceLength = 0;
            TakeKey(octet);
            return;
        }

        if (sequenceLength < SequenceMax)
        {
            sequence[sequenceLength] = octet;
        }

        sequenceLength = Math.Min(sequenceLength + 1, SequenceMax);
        bool isOver = sequenceLength switch
        {
            2 => octet is not ((byte)'[' or (byte)'O'),
            _ => sequence[1] == 'O' || octet is >= 0x40,
        };
        if (isOver)
        {
            EndSequence(octet);
        }
    }

    private void EndSequence(byte last)
    {
        ReadOnlySpan<byte> whole = sequence.AsSpan(0, sequenceLength);
        sequenceLength = 0;
        if (whole.SequenceEqual("\e[200~"u8) || whole.SequenceEqual("\e[201~"u8))
        {
            isPasting = whole[4] == '0';
        }
        else if (whole.SequenceEqual("\e[M"u8))
        {
            reportLeft = OldMouseReportLength;
        }
        else if (last is (byte)'u' or (byte)'~' && EncodedKey.TryRead(whole, out byte octet, out bool isPress, out _) && isPress && !isPasting)
        {
            if (octet == Escape)
            {
                Close();
            }
            else
            {
                TakeKey(octet);
            }
        }
    }

    private void TakeKey(byte octet)
    {
        if (octet >= 0x80 || characterLength > 0)
        {
            TakeOfCharacter(octet);
        }
        else if (octet >= 0x20 && octet != Delete)
        {
            Append([octet]);
        }
        else if (!isPasting)
        {
            TakeControl(octet);
        }
    }

    private void TakeControl(byte octet)
    {
        switch (octet)
        {
            case CarriageReturn or LineFeed:
                string text = Encoding.UTF8.GetString(line.AsSpan(0, length)).Trim();
                taken = text.Length > 0 ? text : null;
                Close();
                break;
            case Interrupt:
                Close();
                break;
            case Backspace or Delete when length > 0:
                Rune.DecodeLastFromUtf8(line.AsSpan(0, length), out _, out int octets);
                length -= octets;
                break;
            case ControlU:
                length = 0;
                break;
            default:
                break;
        }
    }

    private void TakeOfCharacter(byte octet)
    {
        character[characterLength++] = octet;
        ReadOnlySpan<byte> octets = character.AsSpan(0, characterLength);
        switch (Rune.DecodeFromUtf8(octets, out Rune rune, out _))
        {
            case OperationStatus.NeedMoreData:
                return;
            case OperationStatus.Done:
                characterLength = 0;
                if (!Rune.IsControl(rune))
                {
                    Append(octets);
                }

                return;
            default:
                // No character; what broke it off may begin another one, or be a key.
                bool beginsAnew = characterLength > 1;
                characterLength = 0;
                if (beginsAnew)
                {
                    TakeKey(octet);
                }

                return;
        }
    }

    // Whole, or not at all.
    private void Append(ReadOnlySpan<byte> octets)
    {
        if (length + octets.Length <= LengthMax)
        {
            octets.CopyTo(line.AsSpan(length));
            length += octets.Length;
        }
    }
}
