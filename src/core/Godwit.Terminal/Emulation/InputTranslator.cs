using System.Buffers;

namespace Godwit.Terminal;

/// <summary>
/// The user's bytes on their way to the program. The client keeps the real terminal in application cursor mode, so arrows arrive as
/// <c>ESC O A</c>; a program that did not ask for that mode gets <c>ESC [ A</c> (spec 05 section 8). While kitty keyboard flags are on, the
/// terminal sends <c>CSI</c> forms only, which pass; an <c>ESC O A</c> that is still on its way then is translated like any other.
/// </summary>
/// <remarks>Useful after construction; one per attachment. Everything else, mouse, focus and paste included, passes unchanged.</remarks>
/// <param name="stockRules">
/// True for exactly stock's rules: Home and End (<c>ESC O H</c>, <c>ESC O F</c>) pass unchanged, and an <c>O</c> after ESC is held
/// until the next byte. False, the default: those two are translated as well, and <see cref="EndBatch"/> lets a held <c>O</c> go.
/// </param>
public sealed class InputTranslator(bool stockRules = false)
{
    private const byte EscapeByte = 0x1B;
    private const byte DeleteByte = 0x7F;
    private const byte BackspaceByte = 0x08;

    private Stage stage;

    /// <summary>Octets of output that a batch can have beyond its own length: the one that was held.</summary>
    public const int ExtraBytesMax = 1;

    private enum Stage : byte
    {
        Ground,
        AfterEscape,
        HoldingO,
    }

    /// <summary>Translates bytes; they may be cut anywhere.</summary>
    /// <param name="keys">What the user typed.</param>
    /// <param name="applicationCursorKeys">True if the program asked for application cursor keys (DECCKM).</param>
    /// <param name="output">Takes the program's input: at most <see cref="ExtraBytesMax"/> octets more than <paramref name="keys"/>.</param>
    /// <param name="backarrowIsBackspace">True if the program asked for BS instead of DEL from the backarrow key (DECBKM).</param>
    public void Translate(ReadOnlySpan<byte> keys, bool applicationCursorKeys, IBufferWriter<byte> output, bool backarrowIsBackspace = false)
    {
        Span<byte> target = output.GetSpan(keys.Length + ExtraBytesMax);
        int length = 0;
        foreach (byte key in keys)
        {
            switch (stage)
            {
                case Stage.AfterEscape when key == 'O':
                    stage = Stage.HoldingO;
                    continue;
                case Stage.HoldingO:
                    target[length++] = !applicationCursorKeys && IsCursorKey(key) ? (byte)'[' : (byte)'O';
                    stage = Stage.Ground;
                    break;
                case Stage.AfterEscape:
                    stage = Stage.Ground;
                    break;
                default:
                    stage = key == EscapeByte ? Stage.AfterEscape : Stage.Ground;
                    break;
            }

            target[length++] = backarrowIsBackspace && key == DeleteByte ? BackspaceByte : key;
        }

        output.Advance(length);
    }

    /// <summary>
    /// Call after the bytes of one batch (all that one datagram brought): a terminal sends a key's bytes together, so an <c>O</c> that ends
    /// a batch was typed and must not wait (spec 08, L43). Does nothing under stock's rules.
    /// </summary>
    public void EndBatch(IBufferWriter<byte> output)
    {
        if (stage == Stage.HoldingO && !stockRules)
        {
            output.Write("O"u8);
            stage = Stage.Ground;
        }
    }

    private bool IsCursorKey(byte final) => final is >= (byte)'A' and <= (byte)'D' || (!stockRules && final is (byte)'H' or (byte)'F');
}
