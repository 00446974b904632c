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
            for (int x = 0; x < screen.Width; x++)
            {
                terminal[y, x] = new StrictTerminal.Cell
                {
                    Text = TextOf(line[x], screen.Pool),
                    Style = line[x].IsSpacer ? new Style { Background = Color.Indexed((byte)random.Next(8)) } : Looks(line[x].Style, screen.Pool, caps),
                    Link = LinkOf(line[x].Style, screen.Pool, caps),
                    Wide = line[x].IsWide,
                    Wrap = x == screen.Width - 1 && screen[y].SoftWrapped && CarriesFlag(line, y, screen, random),
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
            Cell[] line = WellFormed(screen[y]), other = WellFormed(copy[y]);
            for (int x = 0; x < line.Length; x++)
            {
                (string Text, int Width, Style Looks, (string, string) Link) cell =
                    (TextOf(line[x], screen.Pool), line[x].Width, Looks(line[x].Style, screen.Pool, caps), LinkOf(line[x].Style, screen.Pool, caps));
                (string Text, int Width, Style Looks, (string, string) Link) found =
                    (TextOf(other[x], copy.Pool), other[x].Width, Looks(other[x].Style, copy.Pool, caps), LinkOf(other[x].Style, copy.Pool, caps));
                if (cell != found)
                {
                    Assert.Fail($"row {y} column {x}: {found} instead of {cell}");
                }
            }

            Assert.Equal((y, caps.HostState ? screen[y].Mark : RowMark.None), (y, copy[y].Mark));
            Assert.Equal((y, caps.HostState ? screen[y].ExitStatus : -1), (y, copy[y].ExitStatus));
            if (y < screen.Height - 1 && IsAgreed(line, screen.Pool))
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
        for (int x = 0; x < line.Length; x += Math.Max(1, line[x].Width))
        {
            StrictTerminal.Cell cell = terminal[y, x];
            bool same = TextOf(line[x], screen.Pool) == (cell.Text.Length == 0 ? " " : cell.Text)
                && cell.Wide == line[x].IsWide
                && cell.Style == Looks(line[x].Style, screen.Pool, caps)
                && cell.Link == LinkOf(line[x].Style, screen.Pool, caps);
            if (!same)
            {
                Assert.Fail($"row {y} column {x}: {cell} instead of '{TextOf(line[x], screen.Pool)}' {Looks(line[x].Style, screen.Pool, caps)}");
            }
        }

        Assert.Equal((y, caps.HostState ? (screen[y].Mark, screen[y].ExitStatus) : (RowMark.None, -1)), (y, terminal.MarkOf(y)));
        if (y < screen.Height - 1 && IsAgreed(line, screen.Pool))
        {
            Assert.True(screen[y].SoftWrapped == terminal.WrapFlag(y), $"row {y}: wrap flag is {terminal.WrapFlag(y)}");
        }
    }

    /// <summary>A flag on the last row or behind a doubtful character may or may not have arrived.</summary>
    private static bool CarriesFlag(Cell[] line, int row, Screen screen, Random random) =>
        (row < screen.Height - 1 && IsAgreed(line, screen.Pool)) || random.Next(2) == 0;

    private static bool IsAgreed(Cell[] line, InternPool pool)
    {
        Cell last = line[^1].IsSpacer ? line[^2] : line[^1];
        return TextOf(last, pool).All(c => c is (< '\u0500' and not '\u00AD') or '\u2500' or '漢' or 'あ' or '\uAC00');
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

    private static (string Parameters, string Address) LinkOf(StyleId id, InternPool pool, in DisplayCapabilities caps) =>
        caps.Hyperlinks ? pool.Links[pool.Styles[id].Link] : ("", "");
}
