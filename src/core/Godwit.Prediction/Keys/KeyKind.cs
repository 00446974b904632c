namespace Godwit.Prediction;

/// <summary>What a key is, as far as a prediction depends on it.</summary>
internal enum KeyKind : byte
{
    /// <summary>A character; <see cref="Key.Code"/> is its code point.</summary>
    Text,

    /// <summary>Return.</summary>
    Enter,

    /// <summary>The key that deletes to the left; <see cref="Key.Code"/> is the octet it sent, 08 or 7F.</summary>
    Erase,

    /// <summary>The key that deletes to the right.</summary>
    Delete,

    /// <summary>Cursor left, without modifiers.</summary>
    Left,

    /// <summary>Cursor right, without modifiers.</summary>
    Right,

    /// <summary>Cursor up, without modifiers.</summary>
    Up,

    /// <summary>Cursor down, without modifiers.</summary>
    Down,

    /// <summary>Home.</summary>
    Home,

    /// <summary>End.</summary>
    End,

    /// <summary>To the word before: Ctrl or Alt with Left, Alt-b.</summary>
    WordLeft,

    /// <summary>To the next word: Ctrl or Alt with Right, Alt-f.</summary>
    WordRight,

    /// <summary>Tab.</summary>
    Tab,

    /// <summary>ESC by itself.</summary>
    Escape,

    /// <summary>Another control character; <see cref="Key.Code"/> is its octet.</summary>
    Control,

    /// <summary>Alt with a character; <see cref="Key.Code"/> is its code point.</summary>
    Alt,

    /// <summary>A key without a meaning here; <see cref="Key.Code"/> tells one from the other.</summary>
    Other,

    /// <summary>More text than is predicted: the end of a paste, or keys beyond what is kept.</summary>
    Paste,
}
