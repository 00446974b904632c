using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>Writes a resize instruction, which both directions have.</summary>
internal static class SizeWriter
{
    public static void Write(ProtoWriter writer, int columns, int rows)
    {
        ulong width = unchecked((ulong)(long)columns);
        ulong height = unchecked((ulong)(long)rows);
        int size = ProtoWriter.NumberLength(WireTags.WidthField, width) + ProtoWriter.NumberLength(WireTags.HeightField, height);
        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.ResizeField, size));
        writer.WriteHeader(WireTags.ResizeField, size);
        writer.WriteNumber(WireTags.WidthField, width);
        writer.WriteNumber(WireTags.HeightField, height);
    }
}
