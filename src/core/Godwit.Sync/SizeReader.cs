using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>Reads a ResizeMessage, which both directions have: 5: width, 6: height (spec 03).</summary>
internal static class SizeReader
{
    /// <summary>Reads the size as it stands; a missing dimension is 0.</summary>
    /// <returns>False if the message is malformed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out int columns, out int rows)
    {
        (columns, rows) = (0, 0);
        var fields = new ProtoReader(message);
        while (fields.Read())
        {
            if (fields.Tag == WireTags.Width)
            {
                columns = unchecked((int)fields.Number);
            }
            else if (fields.Tag == WireTags.Height)
            {
                rows = unchecked((int)fields.Number);
            }
        }

        return !fields.IsMalformed;
    }
}
