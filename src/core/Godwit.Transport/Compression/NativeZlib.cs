using System.Runtime.InteropServices;

namespace Godwit.Transport;

/// <summary>
/// The zlib inside the .NET runtime, by the entry points that System.IO.Compression itself uses. They are present wherever the runtime
/// is, and linked into a NativeAOT binary. The stream classes on top of them allocate several objects for each message.
/// </summary>
internal static unsafe partial class NativeZlib
{
    /// <summary>The default compression level: what stock uses.</summary>
    public const int DefaultLevel = 6;

    /// <summary>The level from which matches are looked for once more before they are taken: 3 % less than at the default level, in the same time.</summary>
    public const int ThoroughLevel = 7;

    /// <summary>The only compression method.</summary>
    public const int Deflated = 8;

    /// <summary>The largest window, 32 KiB; with a zlib header and check sum if positive, raw if negative.</summary>
    public const int WindowBitsMax = 15;

    /// <summary>The smallest one that zlib-ng makes raw streams with, 512 octets.</summary>
    public const int WindowBitsMin = 9;

    /// <summary>zlib's default memory level.</summary>
    public const int DefaultMemoryLevel = 8;

    /// <summary>Flush mode: hand out what there is.</summary>
    public const int NoFlush = 0;

    /// <summary>Flush mode: hand out all, up to a whole octet, and go on.</summary>
    public const int SyncFlush = 2;

    /// <summary>Flush mode: end the stream.</summary>
    public const int Finish = 4;

    private const string Library = "libSystem.IO.Compression.Native";

    [LibraryImport(Library, EntryPoint = "CompressionNative_DeflateInit2_")]
    public static partial ZlibStatus DeflateInit(Stream* stream, int level, int method, int windowBits, int memoryLevel, int strategy);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Deflate")]
    public static partial ZlibStatus Deflate(Stream* stream, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_DeflateEnd")]
    public static partial ZlibStatus DeflateEnd(Stream* stream);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateInit2_")]
    public static partial ZlibStatus InflateInit(Stream* stream, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Inflate")]
    public static partial ZlibStatus Inflate(Stream* stream, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateEnd")]
    public static partial ZlibStatus InflateEnd(Stream* stream);

    /// <summary>The runtime's portable form of zlib's <c>z_stream</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Stream
    {
        /// <summary>Next input octet.</summary>
        public byte* NextIn;

        /// <summary>Next output octet.</summary>
        public byte* NextOut;

        /// <summary>Last error text, owned by zlib.</summary>
        public byte* Message;

        /// <summary>zlib's own state.</summary>
        public void* State;

        /// <summary>Octets of input left.</summary>
        public uint AvailableIn;

        /// <summary>Octets of room left.</summary>
        public uint AvailableOut;
    }
}
