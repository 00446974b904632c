namespace Godwit.Terminal;

/// <content>
/// What programs ask of the keyboard: kitty's protocol (a stack of flags a screen) and xterm's modifyOtherKeys. Both are state of the screen,
/// which the user's terminal follows if it can; pushes are tracked even if it cannot.
/// </content>
public sealed partial class Emulator
{
    /// <summary>modifyOtherKeys is resource 4 of XTMODKEYS; the others (cursor and function keys) keep xterm's defaults.</summary>
    private const int OtherKeysResource = 4;

    private const int ModifyOtherKeysMax = 2;

    private void PushKeyboardFlags(int flags)
    {
        CurrentKeyboard.Push(flags);
        FollowKeyboard();
    }

    private void PopKeyboardFlags(int count)
    {
        CurrentKeyboard.Pop(count);
        FollowKeyboard();
    }

    private void SetKeyboardFlags(int flags, int mode)
    {
        CurrentKeyboard.Set(flags, mode);
        FollowKeyboard();
    }

    private ref KeyboardStack CurrentKeyboard
    {
        get
        {
            if (Screen.Modes.AlternateScreen)
            {
                return ref state.AlternateKeyboard;
            }

            return ref state.PrimaryKeyboard;
        }
    }

    /// <summary>Shows the flags of the shown screen to whom they concern.</summary>
    private void FollowKeyboard() => Screen.Modes = Screen.Modes with { KittyKeyboard = CurrentKeyboard.Flags };

    /// <summary>XTMODKEYS <c>CSI &gt; resource ; value m</c>: without a value the resource is reset, without both all of them.</summary>
    private void SetModifyKeys(SequenceParameters parameters)
    {
        if (parameters[0] == OtherKeysResource || parameters.Count == 1 && parameters[0] == 0)
        {
            SetModifyOtherKeys(parameters[1]);
        }
    }

    /// <summary><c>CSI &gt; 4 n</c> switches it off.</summary>
    private void DisableModifyKeys(int resource)
    {
        if (resource == OtherKeysResource)
        {
            SetModifyOtherKeys(0);
        }
    }

    private void SetModifyOtherKeys(int value)
    {
        if (value <= ModifyOtherKeysMax)
        {
            Screen.Modes = Screen.Modes with { ModifyOtherKeys = (byte)value };
        }
    }
}
