namespace Godwit.Terminal;

/// <summary>What a <see cref="TerminalEvent"/> is about. The values travel between Godwits (docs/wire-protocol.md).</summary>
public enum TerminalEventKind : byte
{
    /// <summary>A program writes to the clipboard (OSC 52). <see cref="TerminalEvent.Name"/>: the selections; <see cref="TerminalEvent.Text"/>: base64.</summary>
    Clipboard = 1,

    /// <summary>A program wants to read the clipboard; only raised where the user allowed it. Name: the selections.</summary>
    ClipboardQuery = 2,

    /// <summary>A notification (OSC 9, 99, 777). Name: the title, or empty; Text: the body.</summary>
    Notification = 3,
}
