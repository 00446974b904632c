namespace Godwit.Conformance.Matrix;

/// <summary>
/// Rows of the matrix that Godwit does not fulfil yet, by their sequence. A row that is here and holds is a failure as well: take it off.
/// </summary>
internal static class NotYet
{
    /// <summary>The sequences.</summary>
    public static readonly HashSet<string> Sequences =
    [
        "\e[?5W", // DECST8C: stops every 8 columns
        "\e[1\"q", // DECSCA: protected
        "\e[1;1;2;3;1;4;2;1$v", // DECCRA: copy a rectangle
        "\e[88;1;1;2;3$x", // DECFRA: fill a rectangle
        "\e[1;1;2;3$z", // DECERA: erase a rectangle
        "\e[1;1;2;3${", // DECSERA: erase a rectangle but for protected cells
        "\e[1;1;2;3;1$r", // DECCARA: attributes of a rectangle
        "\e[1;1;2;3;1$t", // DECRARA: reverse attributes of a rectangle
        "\e[2*x", // DECSACE: rectangle for DECCARA
        "\e[#{", // XTPUSHSGR
        "\e[#}", // XTPOPSGR
        "\e[?2031h", // reports of dark and light
        "\e[?2048h", // size reports in the input; the first at once
        "\e[?7s", // XTSAVE
        "\e[?7r", // XTRESTORE
        "\e[>1u", // kitty keyboard: push flags
        "\e[<u", // kitty keyboard: pop flags
        "\e[=5;1u", // kitty keyboard: set flags
        "\e[?u", // kitty keyboard: which flags
        "\e[>4;2m", // modifyOtherKeys
        "\e[>4m", // modifyOtherKeys off
        "\e[?4m", // XTQMODKEYS
        "\e[?996n", // dark or light (if the client told)
        "\e[14t", // size in pixels (if the client told)
        "\e[16t", // size of a cell (if the client told)
        "\e]4;1;#ff0000\a", // colour of the palette
        "\e]10;#ff0000\a", // default text colour
        "\e]11;#ff0000\a", // default background
        "\e]12;#ff0000\a", // colour of the cursor
        "\e]104\a", // palette reset
        "\e]110\a", // text colour reset
        "\e]111\a", // background reset
        "\e]112\a", // cursor colour reset
        "\e]4;1;?\a", // palette, asked for what a program set
        "\e]10;?\a", // text colour (if the client told)
        "\e]11;?\a", // background (if the client told)
        "\e]12;?\a", // cursor colour (if the client told)
        "\e]7;file://host/tmp\a", // working directory
        "\e]9;text\a", // notification
        "\e]9;4;1;50\a", // progress
        "\e]52;c;aGVsbG8=\a", // clipboard write
        "\e]99;;text\e\\", // notification (kitty)
        "\e]777;notify;title;text\a", // notification (urxvt)
        "\e]133;A\a", // prompt begins
        "\e]133;B\a", // input begins
        "\e]133;C\a", // output begins
        "\e]133;D;1\a", // command ended with a status
        "\e[1;1;1;1;2;2*y",
        "\e[0x",
        "\e[?15n",
        "\e[1$w",
        "\e[2$w",
        "\eV",
        "\eW",
    ];
}
