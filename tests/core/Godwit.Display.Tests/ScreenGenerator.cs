using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>Random screens and random successors of a screen, from one seed.</summary>
internal sealed class ScreenGenerator(int seed)
{
    private static readonly (string Text, bool Wide)[] Clusters =
    [
        ("e\u0301", false), ("漢\u0300", true), ("x\u0300\u0301\u0302", false), ("\u00A0\u0301", false), ("☃\uFE0F", false), ("a\u0308", false),
        ("☃\uFE0F", true), ("🇩🇪", true), ("🇩🇪", false), ("👨\u200D👩\u200D👧\u200D👦", true), ("☝🏽", true), ("1\uFE0F\u20E3", true), ("⌚\uFE0E", false),
        ("क्ष", true), ("क्षा", true), ("का", true), ("\u1112\u1161\u11AB", true), ("\u06001", true), ("👩\u200D", true), ("☃\u200D🚀", true), ("#\u20E3", false),
        ("👩🏻\u200D❤\uFE0F\u200D💋\u200D👨🏼", true), (" \u0308", false),
    ];

    private static readonly int[] Narrow = ['a', 'b', 'c', 'x', ' ', '~', 0xE9, 0x416, 0x2500, 0x00A0, 0x2603, 0x1D400, 0x1F1E9, 0x1F1EA, 0x93E];
    private static readonly int[] Wide = ['漢', 'あ', 0xAC00, 0x1F600, 0x1F680, 0x1F3FD];

    private readonly Random random = new(seed);

    public Random Random => random;

    /// <summary>Only what a stock server does as we do: no events, modes, doubtful characters or malformed rows.</summary>
    public bool Plain { get; init; }

    /// <summary>True to change, besides, what only two Godwits tell each other: colours, directory, progress, keyboard modes, row marks.</summary>
    public bool HostState { get; init; }

    public Screen Next(int width, int height, InternPool pool)
    {
        var screen = new Screen(width, height, pool);
        double density = random.NextDouble();
        for (int row = 0; row < screen.Height; row++)
        {
            if (random.NextDouble() < density)
            {
                Fill(screen, row, 0, screen.Width);
            }
        }

        Touch(screen);
        return screen;
    }

    /// <summary>A screen that came out of another by a few edits, as programs make them.</summary>
    public Screen Successor(Screen before)
    {
        Screen screen = before.Copy();
        for (int edits = random.Next(4); edits > 0; edits--)
        {
            Edit(screen);
        }

        Touch(screen);
        return screen;
    }

    /// <summary>The same screen with cells of another pool, whose ids are other ones.</summary>
    public static Screen Moved(Screen screen)
    {
        var pool = new InternPool();
        pool.Styles.Intern(new Style { Background = Color.Rgb(1, 2, 3) });
        pool.Clusters.Intern("q\u0300"u8);
        var moved = new Screen(screen.Width, screen.Height, pool)
        {
            CursorRow = screen.CursorRow,
            CursorColumn = screen.CursorColumn,
            Pen = MoveStyle(screen.Pen, screen.Pool, pool),
            Modes = screen.Modes,
            Title = screen.Title,
            IconName = screen.IconName,
            TitleWasSet = screen.TitleWasSet,
            Clipboard = screen.Clipboard,
            ClipboardCount = screen.ClipboardCount,
            BellCount = screen.BellCount,
            Colors = screen.Colors,
            WorkingDirectory = screen.WorkingDirectory,
            Progress = screen.Progress,
        };
        for (int y = 0; y < screen.Height; y++)
        {
            Row row = moved.RowForWrite(y);
            (row.SoftWrapped, row.Mark, row.ExitStatus) = (screen[y].SoftWrapped, screen[y].Mark, screen[y].ExitStatus);
            for (int x = 0; x < screen.Width; x++)
            {
                Cell cell = screen[y].Cells[x];
                StyleId style = MoveStyle(cell.Style, screen.Pool, pool);
                row.Writable[x] = cell.IsCluster
                    ? cell.WithStyle(style).WithCluster(pool.Clusters.Intern(screen.Pool.Clusters[cell.Glyph]), cell.IsWide)
                    : cell.WithStyle(style);
            }
        }

        return moved;
    }

    private static StyleId MoveStyle(StyleId style, InternPool from, InternPool to)
    {
        Style looks = from.Styles[style];
        (string parameters, string target) = from.Links[looks.Link];
        return to.Styles.Intern(looks with { Link = to.Links.Intern(parameters, target) });
    }

    private void Edit(Screen screen)
    {
        int row = random.Next(screen.Height), column = random.Next(screen.Width);
        switch (random.Next(9))
        {
            case 0:
                Fill(screen, row, column, screen.Width);
                break;
            case 1:
                Fill(screen, row, column, Math.Min(screen.Width, column + 1 + random.Next(3)));
                break;
            case 2:
                Blank(screen, row, column, screen.Width);
                break;
            case 3:
                Blank(screen, row, column, Math.Min(screen.Width, column + 1 + random.Next(8)));
                break;
            case 4:
                screen.RowForWrite(row).SoftWrapped ^= true;
                break;
            case 5:
                for (int y = row; y < screen.Height; y++)
                {
                    Blank(screen, y, 0, screen.Width);
                }

                break;
            case 6:
                Fill(screen, row, Math.Max(0, screen.Width - 2), screen.Width);
                break;
            default:
                Scroll(screen);
                break;
        }
    }

    private void Scroll(Screen screen)
    {
        int top = random.Next(screen.Height), bottom = top + random.Next(screen.Height - top), count = 1 + random.Next(2);
        for (int i = 0; i < count; i++)
        {
            Span<Row> rows = screen.RowReferences;
            if (random.Next(2) == 0)
            {
                rows[(top + 1)..(bottom + 1)].CopyTo(rows[top..]);
                rows[bottom] = screen.BlankRow(null, default);
            }
            else
            {
                rows[top..bottom].CopyTo(rows[(top + 1)..]);
                rows[top] = screen.BlankRow(null, default);
            }
        }
    }

    private void Blank(Screen screen, int row, int from, int to) =>
        screen.RowForWrite(row).Writable[from..to].Fill(Cell.Blank(screen.Pool.Styles.Intern(RandomStyle(screen.Pool).Erased)));

    private void Fill(Screen screen, int row, int from, int to)
    {
        Row target = screen.RowForWrite(row);
        Span<Cell> cells = target.Writable;
        StyleId style = screen.Pool.Styles.Intern(RandomStyle(screen.Pool));
        for (int x = from; x < to; x++)
        {
            style = random.Next(5) == 0 ? screen.Pool.Styles.Intern(RandomStyle(screen.Pool)) : style;
            switch (Plain ? 2 + random.Next(10) : random.Next(12))
            {
                case 0:
                    // Sometimes in the last column, without its right half: no receiver may get that.
                    cells[x] = Cell.WideOf(Pick(Wide), style);
                    if (x + 1 < cells.Length)
                    {
                        cells[++x] = Cell.Spacer(style);
                    }

                    break;
                case 1:
                    (string text, bool wide) = Pick(Clusters);
                    if (wide && x + 1 >= cells.Length)
                    {
                        (text, wide) = Clusters[0];
                    }

                    cells[x] = Cell.Narrow('a', style).WithCluster(screen.Pool.Clusters.Intern(Encoding.UTF8.GetBytes(text)), wide);
                    if (wide)
                    {
                        cells[++x] = Cell.Spacer(style);
                    }

                    break;
                case 2:
                    cells[x] = random.Next(8) == 0 && !Plain ? Cell.Spacer(style) : Cell.Blank(screen.Pool.Styles.Intern(screen.Pool.Styles[style].Erased));
                    break;
                case 3 or 4:
                    cells[x] = Cell.Blank(screen.Pool.Styles.Intern(screen.Pool.Styles[style].Erased));
                    break;
                default:
                    cells[x] = Cell.Narrow(Plain ? '!' + random.Next(80) : Pick(Narrow), style);
                    break;
            }
        }

        target.SoftWrapped = random.Next(4) == 0;
    }

    /// <summary>Cursor, pen, modes, titles, events.</summary>
    private void Touch(Screen screen)
    {
        screen.CursorRow = random.Next(screen.Height);
        screen.CursorColumn = random.Next(3) == 0 ? screen.Width - 1 : random.Next(screen.Width);
        screen.Pen = screen.Pool.Styles.Intern(RandomStyle(screen.Pool));
        if (HostState && random.Next(2) == 0)
        {
            TouchHostState(screen);
        }

        if (Plain || random.Next(4) != 0)
        {
            return;
        }

        screen.BellCount += (uint)random.Next(3);
        screen.Title = Title();
        screen.IconName = Title();
        screen.TitleWasSet = true;
        screen.Clipboard = Convert.ToBase64String(Encoding.UTF8.GetBytes(Title()));
        screen.ClipboardCount += (uint)random.Next(2);
        screen.Modes = new ScreenModes
        {
            KittyKeyboard = screen.Modes.KittyKeyboard,
            ModifyOtherKeys = screen.Modes.ModifyOtherKeys,
            AlternateScreen = screen.Modes.AlternateScreen,
            CursorVisible = Coin(),
            ReverseVideo = Coin(),
            BracketedPaste = Coin(),
            FocusReporting = Coin(),
            AlternateScroll = Coin(),
            ApplicationCursorKeys = Coin(),
            ApplicationKeypad = Coin(),
            CursorShape = (byte)random.Next(7),
            MouseReporting = Pick([MouseReporting.None, MouseReporting.X10, MouseReporting.Normal, MouseReporting.ButtonMotion, MouseReporting.AnyMotion]),
            MouseEncoding = Pick([MouseEncoding.Default, MouseEncoding.Utf8, MouseEncoding.Sgr, MouseEncoding.Urxvt, MouseEncoding.SgrPixels]),
        };
    }

    private void TouchHostState(Screen screen)
    {
        Color color = Coin() ? default : Color.Rgb((byte)random.Next(256), 0x0F, 0xF0);
        switch (random.Next(10))
        {
            case 0:
                screen.Colors = screen.Colors.WithPalette(random.Next(3), color).WithPalette(255, color);
                break;
            case 1:
                screen.Colors = screen.Colors.With(color, screen.Colors.Background, color);
                break;
            case 2:
                screen.Colors = Coin() ? ScreenColors.None : screen.Colors.With(screen.Colors.Foreground, color, screen.Colors.Cursor);
                break;
            case 3:
                screen.WorkingDirectory = Coin() ? "" : "file://host/" + Title();
                break;
            case 4:
                screen.Progress = new((ProgressKind)random.Next(5), (byte)random.Next(101));
                break;
            case 5:
                screen.Modes = screen.Modes with { KittyKeyboard = (byte)random.Next(32), ModifyOtherKeys = (byte)random.Next(3) };
                break;
            case 6:
                screen.Modes = screen.Modes with { AlternateScreen = Coin(), SynchronizedOutput = Coin() };
                break;
            default:
                Row row = screen.RowForWrite(random.Next(screen.Height));
                row.Mark = (RowMark)random.Next(16);
                row.ExitStatus = (short)(row.Mark.HasFlag(RowMark.CommandEnd) ? random.Next(-1, 256) : -1);
                break;
        }
    }

    private Style RandomStyle(InternPool pool)
    {
        if (random.Next(2) == 0)
        {
            return default;
        }

        var style = new Style
        {
            Foreground = RandomColor(),
            Background = random.Next(2) == 0 ? default : RandomColor(),
            Attributes = random.Next(3) == 0 ? (StyleAttributes)random.Next(256) : StyleAttributes.None,
            Underline = random.Next(4) == 0 ? (UnderlineKind)random.Next(6) : UnderlineKind.None,
        };
        return random.Next(4) != 0 ? style : style with
        {
            UnderlineColor = RandomColor(),
            Link = pool.Links.Intern("", "http://" + random.Next(3)),
        };
    }

    private Color RandomColor() => random.Next(5) switch
    {
        0 => Color.Default,
        1 or 2 => Color.Indexed((byte)random.Next(16)),
        3 => Color.Indexed((byte)random.Next(256)),
        _ => Color.Rgb((byte)random.Next(256), 2, 3),
    };

    private string Title() => random.Next(4) == 0 ? "same" : "t" + random.Next(5);

    private bool Coin() => random.Next(2) == 0;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
