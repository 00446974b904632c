using System.Runtime.InteropServices;

namespace Godwit.Platform.Native;

/// <summary>
/// A null-terminated array of C strings (argv, envp) in one piece of native memory, which this object owns and frees.
/// </summary>
internal sealed unsafe class NativeTextArray : IDisposable
{
    private byte** table;

    /// <summary>Copies the texts.</summary>
    /// <param name="texts">Byte strings without the terminating zero.</param>
    public NativeTextArray(IReadOnlyList<byte[]> texts)
    {
        var tableSize = (texts.Count + 1) * sizeof(byte*);
        var size = tableSize;
        foreach (var text in texts)
        {
            size += text.Length + 1;
        }

        table = (byte**)NativeMemory.AllocZeroed((nuint)size);
        var next = (byte*)table + tableSize;
        for (var i = 0; i < texts.Count; i++)
        {
            table[i] = next;
            texts[i].CopyTo(new Span<byte>(next, texts[i].Length));
            next += texts[i].Length + 1;
        }
    }

    /// <summary>The array; null after <see cref="Dispose"/>.</summary>
    public byte** Pointer => table;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(table);
        table = null;
    }
}
