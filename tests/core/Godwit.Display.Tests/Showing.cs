using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>Puts a screen on a <see cref="StrictTerminal"/>, and checks that one shows a screen.</summary>
internal static class Showing
{
    /// <summary>A terminal that shows the screen, with all that a screen does not tell chosen at random.</summary>
    public static StrictTerminal Start(Screen screen, in DisplayCapabilities caps, Random random)
    {
        var terminal = new StrictTerminal(screen.Width, screen.Height, caps.Faint)
        {
            Row = screen.CursorRow,
            Column = screen.CursorColumn,
            Pending = screen.CursorColumn == screen.Width - 1 && random.Next(2) == 0,
            Pen = Looks(screen.Pen, screen.Pool, caps),
            Link = LinkOf(screen.Pen, screen.Pool, caps),
            Modes = ModesOf(screen.Modes, caps),
            Title = screen.TitleWasSet ? screen.Title : "",
            IconName = screen.TitleWasSet ? screen.IconName : "",
            Colors = caps.DynamicColors ? screen.Colors : ScreenColors.None,
            WorkingDirectory = caps.WorkingDirectory ? screen.WorkingDirectory : "",
            Progress = caps.Progress ? screen.Progress : default,
            ErasingKeepsMarks = random.Next(2) == 0,
        };
        for (int y = 0; y < screen.Height; y++)
        {
            Cell[] line = WellFormed(screen[y]);
            terminal.MarkOf(y) = caps.HostState ? (screen[y].Mark, screen[y].ExitStatus) : (RowMark.None, -1);
            Seen[] seen = SeenBy(line, screen.Pool, caps);
            for (int x = 0; x < screen.Width; x++)
            {
                terminal[y, x] = new StrictTerminal.Cell
                {
                    Text = seen[x].Text,
                    Style = seen[x].Width == 0 ? new Style { Background = Color.Indexed((byte)random.Next(8)) } : seen[x].Looks,
                    Link = seen[x].Link,
                    Wide = seen[x].Width == 2,
                    Wrap = x == screen.Width - 1 && screen[y].SoftWrapped && CarriesFlag(line, y, screen, caps, random),
                };
            }
        }

        return terminal;
    }

    public static void Check(StrictTerminal terminal, Screen screen, in DisplayCapabilities caps)
    {
        Assert.Equal((screen.Width, screen.Height), (terminal.Width, terminal.Height));
        for (int y = 0; y < screen.Height; y++)
        {
            CheckRow(terminal, screen, y, caps);
        }

        Assert.Equal((screen.CursorRow, screen.CursorColumn), (terminal.Row, terminal.Column));
        Assert.Equal(Looks(screen.Pen, screen.Pool, caps), terminal.Pen);
        Assert.Equal(LinkOf(screen.Pen, screen.Pool, caps), terminal.Link);
        Assert.Equal(ModesOf(screen.Modes, caps), terminal.Modes);
        if (caps.Title && screen.TitleWasSet)
        {
            Assert.Equal((screen.Title, screen.IconName), (terminal.Title, terminal.IconName));
        }

        Assert.Equal(caps.DynamicColors ? screen.Colors : ScreenColors.None, terminal.Colors);
        Assert.Equal(caps.WorkingDirectory ? screen.WorkingDirectory : "", terminal.WorkingDirectory);
        Assert.Equal(caps.Progress ? screen.Progress : default, terminal.Progress);
        terminal.CheckFrameEnd();
    }

    /// <summary>Checks that our own emulator's copy shows a screen.</summary>
    public static void CheckScreen(Screen copy, Screen screen, in DisplayCapabilities caps)
    {
        Assert.Equal((screen.Width, screen.Height), (copy.Width, copy.Height));
        for (int y = 0; y < screen.Height; y++)
        {
            Cell[] line = WellFormed(screen[y]);
            Seen[] wanted = SeenBy(line, screen.Pool, caps), found = SeenBy(WellFormed(copy[y]), copy.Pool, DisplayCapabilities.GodwitPeer);
            for (int x = 0; x < line.Length; x++)
            {
                if (!wanted[x].IsShownAs(found[x]))
                {
                    Assert.Fail($"row {y} column {x}: {found[x]} instead of {wanted[x]}");
                }
            }

            Assert.Equal((y, caps.HostState ? screen[y].Mark : RowMark.None), (y, copy[y].Mark));
            Assert.Equal((y, caps.HostState ? screen[y].ExitStatus : -1), (y, copy[y].ExitStatus));
            if (y < screen.Height - 1 && IsAgreed(line, screen.Pool, caps))
            {
                Assert.True(screen[y].SoftWrapped == copy[y].SoftWrapped, $"row {y}: copy's wrap flag is {copy[y].SoftWrapped}");
            }
        }

        Assert.Equal((screen.CursorRow, screen.CursorColumn), (copy.CursorRow, copy.CursorColumn));
        Assert.Equal(Looks(screen.Pen, screen.Pool, caps), Looks(copy.Pen, copy.Pool, caps));
        Assert.Equal(ModesOf(screen.Modes, caps), ModesOf(copy.Modes, caps));
        Assert.Equal((screen.Title, screen.IconName), (copy.Title, copy.IconName));
        Assert.Equal(caps.Events ? "" : screen.Clipboard, copy.Clipboard);
        Assert.Equal(caps.DynamicColors ? screen.Colors : ScreenColors.None, copy.Colors);
        Assert.Equal(caps.WorkingDirectory ? screen.WorkingDirectory : "", copy.WorkingDirectory);
        Assert.Equal(caps.Progress ? screen.Progress : default, copy.Progress);
    }

    public static ScreenModes ModesOf(ScreenModes modes, in DisplayCapabilities caps) => modes with
    {
        CursorVisible = modes.CursorVisible || !caps.CursorVisibility,
        BracketedPaste = caps.InputModes && modes.BracketedPaste,
        FocusReporting = caps.InputModes && modes.FocusReporting,
        MouseReporting = caps.InputModes ? modes.MouseReporting : MouseReporting.None,
        MouseEncoding = !caps.InputModes ? MouseEncoding.Default
            : modes.MouseEncoding == MouseEncoding.SgrPixels && !caps.MousePixels ? MouseEncoding.Sgr : modes.MouseEncoding,
        AlternateScroll = caps.AlternateScroll && modes.AlternateScroll,
        ApplicationCursorKeys = caps.ApplicationKeys && modes.ApplicationCursorKeys,
        ApplicationKeypad = caps.ApplicationKeys && modes.ApplicationKeypad,
        CursorShape = caps.CursorShape ? modes.CursorShape : (byte)0,

        KittyKeyboard = caps.KittyKeyboard ? modes.KittyKeyboard : (byte)0,
        ModifyOtherKeys = caps.ModifyOtherKeys ? modes.ModifyOtherKeys : (byte)0,
        AlternateScreen = caps.HostState && modes.AlternateScreen,

        // Local to the server.
        SynchronizedOutput = false,
    };

    private static void CheckRow(StrictTerminal terminal, Screen screen, int y, in DisplayCapabilities caps)
    {
        Cell[] line = WellFormed(screen[y]);
        Seen[] wanted = SeenBy(line, screen.Pool, caps);
        for (int x = 0; x < line.Length; x += Math.Max(1, wanted[x].Width))
        {
            StrictTerminal.Cell cell = terminal[y, x];
            if (!wanted[x].IsShownAs(new Seen(cell.Text.Length == 0 ? " " : cell.Text, cell.Wide ? 2 : 1, cell.Style, cell.Link, false)))
            {
                Assert.Fail($"row {y} column {x}: {cell} instead of {wanted[x]}");
            }
        }

        Assert.Equal((y, caps.HostState ? (screen[y].Mark, screen[y].ExitStatus) : (RowMark.None, -1)), (y, terminal.MarkOf(y)));
        if (y < screen.Height - 1 && IsAgreed(line, screen.Pool, caps))
        {
            Assert.True(screen[y].SoftWrapped == terminal.WrapFlag(y), $"row {y}: wrap flag is {terminal.WrapFlag(y)}");
        }
    }

    /// <summary>A flag on the last row or behind a doubtful character may or may not have arrived.</summary>
    private static bool CarriesFlag(Cell[] line, int row, Screen screen, in DisplayCapabilities caps, Random random) =>
        (row < screen.Height - 1 && IsAgreed(line, screen.Pool, caps)) || random.Next(2) == 0;

    private static bool IsAgreed(Cell[] line, InternPool pool, in DisplayCapabilities caps)
    {
        Cell last = line[^1].IsSpacer ? line[^2] : line[^1];
        return caps.SizedText || TextOf(last, pool).All(c => c is (< '\u0500' and not '\u00AD') or '\u2500' or '漢' or 'あ' or '\uAC00');
    }

    /// <summary>
    /// What the receiver is to show in each column: the cell, or, if it knows no clusters and cannot be told, those of its code points that fit
    /// when each has its own cells, and blanks behind them.
    /// </summary>
    private static Seen[] SeenBy(Cell[] line, InternPool pool, in DisplayCapabilities caps)
    {
        var seen = new Seen[line.Length];
        for (int x = 0; x < line.Length; x++)
        {
            Cell cell = line[x];
            var whole = new Seen(TextOf(cell, pool), cell.Width, Looks(cell.Style, pool, caps), LinkOf(cell.Style, pool, caps), false);
            if (caps.SizedText || cell.Width == 0 || cell.IsEmpty || caps.GraphemeClusters)
            {
                seen[x] = whole;
                continue;
            }

            int at = x, end = x + cell.Width, last = x;
            foreach (System.Text.Rune rune in whole.Text.EnumerateRunes())
            {
                int columns = CharacterWidth.Of(rune.Value);
                if (at + columns > end)
                {
                    seen[last] = at == x ? whole with { Text = "\uFFFD", Width = 1 } : seen[last] with { Text = seen[last].Text.TrimEnd('\u200D') };
                    at = Math.Max(at, x + 1);
                    break;
                }

                if (columns == 0)
                {
                    seen[last] = seen[last] with { Text = seen[last].Text + rune };
                    continue;
                }

                last = at;
                at += columns;
                seen[last] = whole with { Text = rune.ToString(), Width = columns };
                if (columns == 2)
                {
                    seen[last + 1] = whole with { Text = "", Width = 0 };
                }
            }

            for (; at < end; at++)
            {
                seen[at] = new Seen(" ", 1, new Style { Background = whole.Looks.Background }, ("", ""), true);
            }

            x = end - 1;
        }

        return seen;
    }

    private static Cell[] WellFormed(Row row)
    {
        Cell[] line = row.Cells.ToArray();
        for (int x = 0; x < line.Length; x++)
        {
            if (line[x].IsWide && x + 1 < line.Length && line[x + 1].IsSpacer)
            {
                line[x + 1] = Cell.Spacer(line[x].Style);
                x++;
            }
            else if (line[x].IsWide || line[x].IsSpacer)
            {
                line[x] = Cell.Blank(line[x].Style);
            }
        }

        return line;
    }

    private static string TextOf(Cell cell, InternPool pool)
    {
        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        return cell.IsSpacer ? "" : System.Text.Encoding.UTF8.GetString(text[..cell.WriteText(pool, text)]);
    }

    private static Style Looks(StyleId id, InternPool pool, in DisplayCapabilities caps)
    {
        Style style = pool.Styles[id] with { Link = 0 };
        return style with
        {
            Foreground = caps.Colors == ColorDepth.Monochrome ? default : style.Foreground,
            Background = caps.Colors == ColorDepth.Monochrome ? default : style.Background,
            Attributes = style.Attributes
                & ~(caps.Italic ? 0 : StyleAttributes.Italic)
                & ~(caps.Faint ? 0 : StyleAttributes.Faint)
                & ~(caps.Strikethrough ? 0 : StyleAttributes.Strikethrough)
                & ~(caps.Overline ? 0 : StyleAttributes.Overline),
            Underline = style.Underline == UnderlineKind.None || caps.UnderlineKinds ? style.Underline : UnderlineKind.Single,
            UnderlineColor = caps.UnderlineColor ? style.UnderlineColor : default,
        };
    }

    /// <summary>What a column shows. Of a filler only the background counts.</summary>
    private readonly record struct Seen(string Text, int Width, Style Looks, (string, string) Link, bool IsFiller)
    {
        public bool IsShownAs(Seen found) => IsFiller ? found.Text == " " && found.Looks.Background == Looks.Background : this == found;
    }

    private static (string Parameters, string Address) LinkOf(StyleId id, InternPool pool, in DisplayCapabilities caps) =>
        caps.Hyperlinks ? pool.Links[pool.Styles[id].Link] : ("", "");
}
