using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>Small screens by hand, and the frames between them as text.</summary>
internal static class Frames
{
    public static Screen Blank(int width, int height) => new(width, height, new InternPool());

    /// <summary>A changed copy.</summary>
    public static Screen With(this Screen screen, Action<Screen> change)
    {
        Screen copy = screen.Copy();
        change(copy);
        return copy;
    }

    /// <summary>Puts text into a row; the cursor goes behind it.</summary>
    public static void Put(this Screen screen, int row, int column, string text, Style style = default)
    {
        StyleId id = screen.Pool.Styles.Intern(style);
        Span<Cell> cells = screen.RowForWrite(row).Writable;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool wide = StrictTerminal.StandardWidth(rune.Value) == 2;
            cells[column++] = wide ? Cell.WideOf(rune.Value, id) : Cell.Narrow(rune.Value, id);
            if (wide)
            {
                cells[column++] = Cell.Spacer(id);
            }
        }

        screen.CursorRow = row;
        screen.CursorColumn = Math.Min(column, screen.Width - 1);
    }

    public static void Erase(this Screen screen, int row, int from, int to, Style style = default) =>
        screen.RowForWrite(row).Writable[from..to].Fill(Cell.Blank(screen.Pool.Styles.Intern(style.Erased)));

    /// <summary>Moves rows up (down if negative); blank ones enter.</summary>
    public static void Scroll(this Screen screen, int top, int bottom, int count)
    {
        Span<Row> rows = screen.RowReferences[top..(bottom + 1)];
        int n = Math.Abs(count);
        if (count > 0)
        {
            rows[n..].CopyTo(rows);
        }
        else
        {
            rows[..^n].CopyTo(rows[n..]);
        }

        foreach (ref Row row in count > 0 ? rows[^n..] : rows[..n])
        {
            row = screen.BlankRow(null, default);
        }
    }

    /// <summary>A screen full of text that compresses and repeats nowhere.</summary>
    public static Screen Text(int width, int height, int seed)
    {
        var random = new Random(seed);
        Screen screen = Blank(width, height);
        for (int y = 0; y < height; y++)
        {
            screen.Put(y, 0, Line(random, width));
        }

        return screen;
    }

    public static string Line(Random random, int width) =>
        string.Create(width, random, static (span, r) =>
        {
            foreach (ref char c in span)
            {
                c = (char)('!' + r.Next(90));
            }
        });

    public static string Between(Screen? shown, Screen wanted, DisplayCapabilities? caps = null)
    {
        var output = new ArrayBufferWriter<byte>();
        new FrameWriter().Write(shown, wanted, caps ?? DisplayCapabilities.StockPeer, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The frame for a stock peer, after checking that it does what it should on the strict emulator.</summary>
    public static string Checked(Screen shown, Screen wanted)
    {
        string frame = Between(shown, wanted);
        StrictTerminal terminal = Showing.Start(shown, DisplayCapabilities.StockPeer, new Random(1));
        if ((shown.Width, shown.Height) != (wanted.Width, wanted.Height))
        {
            terminal.Resize(wanted.Width, wanted.Height);
        }

        terminal.Feed(Encoding.UTF8.GetBytes(frame));
        Showing.Check(terminal, wanted, DisplayCapabilities.StockPeer);
        return frame;
    }
}
