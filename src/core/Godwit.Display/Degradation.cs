using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>Replaces what a receiver cannot show by the nearest thing that it can.</summary>
internal static class Degradation
{
    /// <summary>The style as the receiver can show it. The link is dropped or kept; its index is not translated.</summary>
    public static Style Of(in Style style, in DisplayCapabilities caps)
    {
        StyleAttributes attributes = style.Attributes & Attributes(caps);
        (Color foreground, Color background, bool isBright) = Palette.Of(style.Foreground, style.Background, caps.Colors);
        UnderlineKind underline = style.Underline != UnderlineKind.None && !caps.UnderlineKinds ? UnderlineKind.Single : style.Underline;
        return new Style
        {
            Foreground = foreground,
            Background = background,
            UnderlineColor = caps.UnderlineColor ? Palette.Of(style.UnderlineColor, caps.Colors) : default,
            Attributes = isBright ? attributes | StyleAttributes.Bold : attributes,
            Underline = underline,
            Link = caps.Hyperlinks ? style.Link : 0,
        };
    }

    /// <summary>The modes as the receiver can follow them; what it cannot has its initial value.</summary>
    public static ScreenModes Of(ScreenModes modes, in DisplayCapabilities caps) => modes with
    {
        MouseEncoding = !caps.InputModes ? MouseEncoding.Default
            : modes.MouseEncoding == MouseEncoding.SgrPixels && !caps.MousePixels ? MouseEncoding.Sgr : modes.MouseEncoding,
        AlternateScroll = modes.AlternateScroll && caps.AlternateScroll,
        CursorVisible = modes.CursorVisible || !caps.CursorVisibility,
        BracketedPaste = modes.BracketedPaste && caps.InputModes,
        FocusReporting = modes.FocusReporting && caps.InputModes,
        MouseReporting = caps.InputModes ? modes.MouseReporting : MouseReporting.None,
        ApplicationCursorKeys = modes.ApplicationCursorKeys && caps.ApplicationKeys,
        ApplicationKeypad = modes.ApplicationKeypad && caps.ApplicationKeys,
        CursorShape = caps.CursorShape ? modes.CursorShape : (byte)0,
        KittyKeyboard = caps.KittyKeyboard ? modes.KittyKeyboard : (byte)0,
        ModifyOtherKeys = caps.ModifyOtherKeys ? modes.ModifyOtherKeys : (byte)0,
        AlternateScreen = modes.AlternateScreen && caps.HostState,

        // Local to the server, where it holds frames back.
        SynchronizedOutput = false,
    };

    private static StyleAttributes Attributes(in DisplayCapabilities caps) =>
        StyleAttributes.Bold | StyleAttributes.Blink | StyleAttributes.Inverse | StyleAttributes.Invisible
        | (caps.Italic ? StyleAttributes.Italic : 0)
        | (caps.Faint ? StyleAttributes.Faint : 0)
        | (caps.Strikethrough ? StyleAttributes.Strikethrough : 0)
        | (caps.Overline ? StyleAttributes.Overline : 0);
}
