using static Godwit.Terminal.SequenceKey;

namespace Godwit.Terminal;

/// <content>Which function a control, an escape or a CSI sequence names: flat tables. What is not here does nothing, to nothing.</content>
public sealed partial class Emulator
{
    internal void Control(int control)
    {
        state.LastPrinted = 0;
        switch (control)
        {
            case 0x07: Screen.BellCount++; break;
            case 0x08: Backspace(); break;
            case 0x09: TabForward(1); break;
            case 0x0A or 0x0B or 0x0C: LineFeed(); break;
            case 0x0D: CarriageReturn(); break;
            case 0x0E: state.Charsets.Lock(1); break;
            case 0x0F: state.Charsets.Lock(0); break;
            case 0x84: Index(); break;
            case 0x85: NextLine(); break;
            case 0x88: tabs.Set(Screen.CursorColumn); break;
            case 0x8D: ReverseIndex(); break;
            case 0x8E: state.Charsets.ShiftOnce(2); break;
            case 0x8F: state.Charsets.ShiftOnce(3); break;
            case 0x96: StartProtectedArea(); break;
            case 0x97: EndProtectedArea(); break;
        }
    }

    internal void Escape(int key)
    {
        state.LastPrinted = 0;
        switch (key)
        {
            case >= 0x40 and < 0x60: Control(key + 0x40); break;
            case '7': SaveCursor(); break;
            case '8': RestoreCursor(); break;
            case '=': Screen.Modes = Screen.Modes with { ApplicationKeypad = true }; break;
            case '>': Screen.Modes = Screen.Modes with { ApplicationKeypad = false }; break;
            case '6': BackIndex(); break;
            case '9': ForwardIndex(); break;
            case 'c': ResetFully(); break;
            case 'n': state.Charsets.Lock(2); break;
            case 'o': state.Charsets.Lock(3); break;
            case Hash | '8': AlignmentTest(); break;
            default: Designate(key); break;
        }
    }

    internal void Csi(int key, SequenceParameters parameters)
    {
        if (key == 'b')
        {
            RepeatCharacter(parameters.Or(0, 1));
            state.LastPrinted = 0;
            return;
        }

        state.LastPrinted = 0;
        switch (key)
        {
            case 'm': SelectGraphicRendition(parameters); break;
            case 'H' or 'f': MoveTo(parameters.Or(0, 1) - 1, parameters.Or(1, 1) - 1); break;
            case 'A': MoveUp(parameters.Or(0, 1)); break;
            case 'B': MoveDown(parameters.Or(0, 1)); break;
            case 'C': MoveForward(parameters.Or(0, 1)); break;
            case 'D' or 'j': MoveBack(parameters.Or(0, 1)); break;
            case 'E': MoveDown(parameters.Or(0, 1)); CarriageReturn(); break;
            case 'F': MoveUp(parameters.Or(0, 1)); CarriageReturn(); break;
            case 'G' or '`': MoveToColumn(parameters.Or(0, 1) - 1); break;
            case 'a': MoveColumnBy(parameters.Or(0, 1)); break;
            case 'd': MoveToRow(parameters.Or(0, 1) - 1); break;
            case 'e': MoveRowBy(parameters.Or(0, 1)); break;
            case 'I': TabForward(parameters.Or(0, 1)); break;
            case 'Z': TabBack(parameters.Or(0, 1)); break;
            case 'J': EraseInDisplay(parameters[0], selective: false); break;
            case 'K': EraseInLine(parameters[0], selective: false); break;
            case 'X': EraseCharacters(parameters.Or(0, 1)); break;
            case Private | 'J': EraseInDisplay(parameters[0], selective: true); break;
            case Private | 'K': EraseInLine(parameters[0], selective: true); break;
            case '@': InsertBlanks(parameters.Or(0, 1)); break;
            case 'P': DeleteCharacters(parameters.Or(0, 1)); break;
            case 'L': InsertLines(parameters.Or(0, 1)); break;
            case 'M': DeleteLines(parameters.Or(0, 1)); break;
            case Apostrophe | '}': InsertColumns(parameters.Or(0, 1)); break;
            case Apostrophe | '~': DeleteColumns(parameters.Or(0, 1)); break;
            case 'S': ScrollUp(parameters.Or(0, 1)); break;
            case 'T' when parameters.Count <= 1: ScrollDown(parameters.Or(0, 1)); break;
            case '^': ScrollDown(parameters.Or(0, 1)); break;
            case Space | '@': ScrollLeft(parameters.Or(0, 1)); break;
            case Space | 'A': ScrollRight(parameters.Or(0, 1)); break;
            case 'r': SetVerticalMargins(parameters.Or(0, 1), parameters.Or(1, Screen.Height)); break;
            case 's': SaveCursorOrSetHorizontalMargins(parameters); break;
            case 'u' when parameters.Count == 1 && parameters[0] == 0: RestoreCursor(); break;
            case 'g': ClearTabs(parameters[0]); break;
            case Private | 'W' when parameters[0] == 5: tabs.Reset(); break;
            case 'h': SetModes(parameters, isPrivate: false, on: true); break;
            case 'l': SetModes(parameters, isPrivate: false, on: false); break;
            case Private | 'h': SetModes(parameters, isPrivate: true, on: true); break;
            case Private | 'l': SetModes(parameters, isPrivate: true, on: false); break;
            case Private | 's': SaveModes(parameters); break;
            case Private | 'r': RestoreModes(parameters); break;
            case Bang | 'p': ResetSoftly(); break;
            case Quote | 'p': SelectConformanceLevel(parameters[0]); break;
            case Quote | 'q': SelectProtection(parameters[0]); break;
            case Space | 'q': SetCursorShape(parameters[0]); break;
            case 't': WindowOperation(parameters); break;
            default: CsiOfExtension(key, parameters); break;
        }
    }

    /// <summary>Rectangles and keyboard protocols; what is left asks for something.</summary>
    private void CsiOfExtension(int key, SequenceParameters parameters)
    {
        switch (key)
        {
            case Dollar | 'v': CopyRectangle(parameters); break;
            case Dollar | 'x': FillRectangle(parameters); break;
            case Dollar | 'z': EraseRectangle(parameters); break;
            case Dollar | '{': EraseRectangleSelectively(parameters); break;
            case Dollar | 'r': ChangeRectangle(parameters, reverse: false); break;
            case Dollar | 't': ChangeRectangle(parameters, reverse: true); break;
            case Asterisk | 'x' when parameters[0] <= 2: state.AttributeExtent = (byte)parameters[0]; break;
            case Secondary | 'u': PushKeyboardFlags(parameters[0]); break;
            case Left | 'u': PopKeyboardFlags(parameters.Or(0, 1)); break;
            case Tertiary | 'u': SetKeyboardFlags(parameters[0], parameters.Or(1, 1)); break;
            case Secondary | 'm': SetModifyKeys(parameters); break;
            case Secondary | 'n': DisableModifyKeys(parameters[0]); break;
            default: Query(key, parameters); break;
        }
    }
}
