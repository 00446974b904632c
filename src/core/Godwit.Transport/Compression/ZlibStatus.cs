namespace Godwit.Transport;

/// <summary>What zlib's functions answer (zlib.h).</summary>
internal enum ZlibStatus
{
    /// <summary>Progress was made.</summary>
    Ok = 0,

    /// <summary>There was nothing to read, or no room to write.</summary>
    BufferError = -5,

    /// <summary>The stream is complete.</summary>
    StreamEnd = 1,
}
