namespace Godwit.Conformance.Matrix;

internal static partial class Families
{
    private static readonly SequenceCase[] Commands =
    [
        Shown("\e]0;title\a", "title and icon name"),
        Shown("\e]1;icon\a", "icon name"),
        Shown("\e]2;title\e\\", "title"),
        Extended("\e]4;1;#ff0000\a", "colour of the palette"),
        Extended("\e]10;#ff0000\a", "default text colour"),
        Extended("\e]11;#ff0000\a", "default background"),
        Extended("\e]12;#ff0000\a", "colour of the cursor"),
        Extended("\e]104\a", "palette reset", "\e]4;1;#ff0000\a" + Text),
        Extended("\e]110\a", "text colour reset", "\e]10;#ff0000\a" + Text),
        Extended("\e]111\a", "background reset", "\e]11;#ff0000\a" + Text),
        Extended("\e]112\a", "cursor colour reset", "\e]12;#ff0000\a" + Text),
        Asks("\e]4;1;?\a", "palette, asked for what a program set", "\e]4;1;#ff0000\a" + Text),
        Asks("\e]10;?\a", "text colour (if the client told)"),
        Asks("\e]11;?\a", "background (if the client told)"),
        Asks("\e]12;?\a", "cursor colour (if the client told)"),
        Extended("\e]7;file://host/tmp\a", "working directory"),
        Extended("\e]8;;http://example.org/\a", "hyperlink"),
        Extended("\e]8;;\a", "end of a hyperlink", Text + "\e]8;;http://example.org/\a"),
        Happens("\e]9;text\a", "notification", Arrival.Nothing, Arrival.Event),
        Extended("\e]9;4;1;50\a", "progress"),
        Happens("\e]52;c;aGVsbG8=\a", "clipboard write", Arrival.Same, Arrival.Event),
        Nothing("\e]52;c;?\a", "clipboard read: denied unless the user allows it"),
        Happens("\e]99;;text\e\\", "notification (kitty)", Arrival.Nothing, Arrival.Event),
        Happens("\e]777;notify;title;text\a", "notification (urxvt)", Arrival.Nothing, Arrival.Event),
        Extended("\e]133;A\a", "prompt begins"),
        Extended("\e]133;B\a", "input begins"),
        Extended("\e]133;C\a", "output begins"),
        Extended("\e]133;D;1\a", "command ended with a status"),
        Nothing("\e]1337;SetMark\a", "iTerm: not done"),
        Nothing("\e]50;font\a", "font: not done"),
        Nothing("\e]66;w=2;ab\a", "kitty text sizing: only between Godwits"),
        Nothing("\e]5522;x\a", "a command that nobody knows"),
    ];

    private static readonly SequenceCase[] Strings =
    [
        Nothing("\eP0;1q\"1;1;6;6#0;2;0;0;0~~\e\\", "sixel: swallowed whole"),
        Nothing("\e_Ga=T,f=24,s=1,v=1;AAAA\e\\", "kitty image: swallowed whole"),
        Nothing("\e]1337;File=inline=1:AAAA\a", "iTerm image: swallowed whole"),
        Nothing("\e_anything\e\\", "APC"),
        Nothing("\e^anything\e\\", "PM"),
        Nothing("\eXanything\e\\", "SOS"),
        Nothing("\eP1$tunknown\e\\", "DECRSPS: not done"),
        Nothing("\eP{unknown\e\\", "DECDLD, soft fonts: not done"),
        Nothing("\ePtmux;x\e\\", "tmux passthrough: not done"),
    ];
}
