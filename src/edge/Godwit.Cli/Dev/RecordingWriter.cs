using System.Globalization;
using System.Text;

namespace Godwit.Cli.Dev;

/// <summary>
/// Writes a recording: lines of text, so that tools that compare texts can show what changed. <c>o TEXT</c> is what one read of the
/// terminal gave, <c>= NAME</c> a place where the screen is looked at, <c>r COLSxROWS</c> a change of size. In a text, a backslash,
/// controls and octets that are not UTF-8 are written as \\ \e \r \n \t and \xHH.
/// </summary>
internal sealed class RecordingWriter
{
    private readonly StringBuilder text = new();

    /// <summary>Starts a recording of a terminal of this size.</summary>
    public RecordingWriter(ushort columns, ushort rows) =>
        text.Append(CultureInfo.InvariantCulture, $"godwit-recording 1\nr {columns}x{rows}\n");

    /// <summary>All lines so far.</summary>
    public string Text => text.ToString();

    /// <summary>Adds what one read gave.</summary>
    public void Output(ReadOnlySpan<byte> chunk)
    {
        text.Append("o ");
        while (!chunk.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(chunk, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (valid && !Rune.IsControl(rune) && rune.Value is not ('\\' or 0x2028 or 0x2029))
            {
                text.Append(rune.ToString());
            }
            else
            {
                Escape(chunk[..length]);
            }

            chunk = chunk[length..];
        }

        text.Append('\n');
    }

    /// <summary>Adds a place where the screen is looked at.</summary>
    public void Check(string name) => text.Append("= ").Append(name).Append('\n');

    /// <summary>Adds a change of size.</summary>
    public void Resize(string size) => text.Append("r ").Append(size).Append('\n');

    private void Escape(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            switch (octet)
            {
                case 0x1B: text.Append("\\e"); break;
                case (byte)'\r': text.Append("\\r"); break;
                case (byte)'\n': text.Append("\\n"); break;
                case (byte)'\t': text.Append("\\t"); break;
                case (byte)'\\': text.Append("\\\\"); break;
                default: text.Append(CultureInfo.InvariantCulture, $"\\x{octet:x2}"); break;
            }
        }
    }
}
