using static Godwit.Terminal.SequenceKey;

namespace Godwit.Terminal;

/// <content>Character sets. Input is UTF-8 always; a set only changes what printable ASCII shows (spec 08, L13).</content>
public sealed partial class Emulator
{
    private const int FinalMask = 0xFF;

    private void Designate(int key)
    {
        int slot = (key & ~FinalMask) switch
        {
            LeftParenthesis => 0,
            RightParenthesis => 1,
            Asterisk => 2,
            Plus => 3,
            _ => -1,
        };
        if (slot >= 0)
        {
            state.Charsets.Designate(slot, (key & FinalMask) switch
            {
                '0' or '2' => Charset.DecGraphics,
                'A' => Charset.British,
                _ => Charset.Ascii,
            });
        }
    }
}
