namespace Godwit.Client;

/// <summary>The ways of telling a terminal to notify its user.</summary>
internal enum NotificationForm : byte
{
    /// <summary>It has none that we know: its bell has to do.</summary>
    None,

    /// <summary><c>OSC 9 ; text</c>, as iTerm2.</summary>
    Plain,

    /// <summary><c>OSC 777 ; notify ; title ; text</c>, as rxvt.</summary>
    Titled,

    /// <summary><c>OSC 99 ; … ; text</c>, as kitty.</summary>
    Kitty,
}
