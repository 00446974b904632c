using System.Buffers;
using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>
/// Writes the bytes that turn a terminal which shows one screen into one that shows another (spec 06). Used twice: at the
/// server for the peer's emulator, at the client for the user's terminal. Reusable: it keeps its scratch buffers, so a frame
/// allocates nothing once they have grown. Not safe for two threads.
/// </summary>
/// <remarks>
/// A frame goes: events (bell, titles, clipboard), colours and the like, then a reset if the size changed, scrolling where it saves bytes, the rows
/// that differ from top to bottom, the cursor, the pen, the modes. What the receiver shows is tracked by
/// <see cref="Canvas"/>. What a screen cannot tell is never relied on: whether the receiver's cursor waits to wrap when it
/// stands in the last column, its tab stops, its saved cursor.
/// </remarks>
public sealed partial class FrameWriter
{
    // Characters of link text kept between frames: as many links as a large screen shows, at a usual length.
    private const int LinkTextMax = 1024 * 1024;

    private readonly Canvas canvas = new();

    private InternPool pool = new();
    private PoolMap? shownMap;
    private PoolMap? wantedMap;
    private DisplayCapabilities caps;

    // What the receiver shows, row by row; null is a blank row. Scrolling moves the references.
    private Row?[] baseRows = [];
    private int width;
    private int height;
    private Cell[] oldLine = [];
    private Cell[] newLine = [];

    private FrameBuffer Output => canvas.Output;

    /// <summary>
    /// Appends the frame to <paramref name="output"/>; nothing if both screens show the same. The bytes start and end with the
    /// receiver's parser in its ground state, the scrolling region full, insert and origin mode off, autowrap on.
    /// </summary>
    /// <param name="shown">What the receiver shows, or null if that is unknown: everything is then set and repainted.</param>
    /// <param name="wanted">What it is to show.</param>
    /// <param name="caps">What the receiver understands.</param>
    /// <param name="output">Where the bytes go.</param>
    public void Write(Screen? shown, Screen wanted, in DisplayCapabilities caps, IBufferWriter<byte> output)
    {
        if (ReferenceEquals(shown, wanted))
        {
            return;
        }

        Begin(shown, wanted, caps);
        WriteEvents(shown, wanted);
        WriteState(shown, wanted);
        bool reset = shown is null || shown.Width != width || shown.Height != height;
        StyleId pen = wantedMap!.Translate(wanted.Pen);
        if (reset)
        {
            canvas.Reset();
            Array.Clear(baseRows, 0, height);
            uncertainRow = Canvas.Unknown;
        }
        else
        {
            canvas.Believe(shown!.CursorRow, shown.CursorColumn, shownMap!.Translate(shown.Pen));
            shown.Rows.CopyTo(baseRows!);
            uncertainRow = height - 1;
        }

        drawnRows = 0;
        BeginMarks(reset);
        if (reset)
        {
            DrawRows(wanted);
        }
        else
        {
            DrawWithScrolling(wanted);
        }

        WriteMarks(wanted);

        // The rows of past frames are not to be kept alive from here.
        Array.Clear(baseRows);
        Array.Clear(unscrolledRows);
        MoveToCursor(wanted);
        canvas.SetStyle(pen);
        if (drawnRows <= 1 && !reset)
        {
            WriteModes(shown, wanted, cursorHidden: false);
            output.Write(Output.Written);
            return;
        }

        WriteWhileHidden(shown, wanted, output);
    }

    private void Begin(Screen? shown, Screen wanted, in DisplayCapabilities caps)
    {
        width = wanted.Width;
        height = wanted.Height;
        if (this.caps != caps || pool.IsCrowded(2 * width * height) || pool.Links.TextLength > LinkTextMax)
        {
            this.caps = caps;
            pool = new InternPool();
            shownMap = wantedMap = null;
        }

        if (wantedMap?.Source != wanted.Pool)
        {
            wantedMap = shownMap?.Source == wanted.Pool ? shownMap : new PoolMap(wanted.Pool, pool, caps);
        }

        InternPool shownPool = shown?.Pool ?? wanted.Pool;
        if (shownMap?.Source != shownPool)
        {
            shownMap = wantedMap.Source == shownPool ? wantedMap : new PoolMap(shownPool, pool, caps);
        }

        if (oldLine.Length < width)
        {
            oldLine = new Cell[width];
            newLine = new Cell[width];
            belowLine = new Cell[width];
        }

        if (baseRows.Length < height)
        {
            baseRows = new Row?[height];
        }

        canvas.Begin(pool, caps, width);
    }

    /// <summary>A frame that changes several rows: the user is not to see its parts.</summary>
    private void WriteWhileHidden(Screen? shown, Screen wanted, IBufferWriter<byte> output)
    {
        bool hide = caps.DrawsImmediately && caps.CursorVisibility && !caps.SynchronizedOutput && shown is null or { Modes.CursorVisible: true };
        WriteModes(shown, wanted, hide);
        output.Write(caps.SynchronizedOutput ? "\e[?2026h"u8 : hide ? "\e[?25l"u8 : default);
        output.Write(Output.Written);
        output.Write(caps.SynchronizedOutput ? "\e[?2026l"u8 : default);
    }

    private void MoveToCursor(Screen wanted)
    {
        int row = wanted.CursorRow;
        wantedMap!.Translate(wanted[row], newLine.AsSpan(0, width));
        MoveOver(newLine.AsSpan(0, width), row, wanted.CursorColumn, canvas.Pen);
    }
}
