using System.Globalization;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Interop.Harness;

/// <summary>
/// Looks at the user's screen after every octet that can change what it shows of a secret: each that is a glyph of it, and the end of each of the client's writes.
/// </summary>
internal sealed class SecretWatch
{
    private readonly Emulator emulator;
    private readonly string glyphs;
    private readonly Lock gate = new();
    private readonly StringBuilder since = new();

    /// <summary>Watches a blank screen.</summary>
    /// <param name="columns">Its width.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="glyphs">ASCII characters that nothing else on the screen has.</param>
    public SecretWatch(int columns, int rows, string glyphs)
    {
        emulator = new Emulator(columns, rows, EmulatorOptions.Server);
        this.glyphs = glyphs;
    }

    /// <summary>What was seen of the secret first, with what the client had written; null if nothing.</summary>
    public string? Leak { get; private set; }

    /// <summary>Takes what the client wrote at once.</summary>
    public void Take(ReadOnlySpan<byte> written)
    {
        lock (gate)
        {
            foreach (byte octet in written)
            {
                emulator.Write([octet]);
                since.Append((char)octet);
                if (glyphs.Contains((char)octet, StringComparison.Ordinal))
                {
                    Look();
                }
            }

            Look();
            emulator.ClearReplies();
            while (emulator.Events.TryTake(out _))
            {
                // Nobody asks.
            }
        }
    }

    /// <summary>A new step of the scenario: what is reported of a leak begins here.</summary>
    public void Begin()
    {
        lock (gate)
        {
            since.Clear();
        }
    }

    /// <summary>The screen as text.</summary>
    public string Text
    {
        get
        {
            lock (gate)
            {
                return string.Join('\n', Enumerable.Range(0, emulator.Screen.Height).Select(Row));
            }
        }
    }

    /// <summary>The text of the cursor's row.</summary>
    public string CursorRow
    {
        get
        {
            lock (gate)
            {
                return Row(emulator.Screen.CursorRow);
            }
        }
    }

    private void Look()
    {
        if (Leak is null && Enumerable.Range(0, emulator.Screen.Height).Any(row => Row(row).AsSpan().IndexOfAny(glyphs) >= 0))
        {
            string octets = since.ToString().Replace("\e", "␛", StringComparison.Ordinal);
            Leak = string.Create(CultureInfo.InvariantCulture, $"row {emulator.Screen.CursorRow}: \"{Row(emulator.Screen.CursorRow)}\", written since: {octets}");
        }
    }

    private string Row(int index)
    {
        Screen screen = emulator.Screen;
        var text = new StringBuilder(screen.Width);
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        foreach (Cell cell in screen[index].Cells)
        {
            int length = cell.WriteText(screen.Pool, utf8);
            text.Append(length == 0 ? " " : Encoding.UTF8.GetString(utf8[..length]));
        }

        return text.ToString().TrimEnd();
    }
}
