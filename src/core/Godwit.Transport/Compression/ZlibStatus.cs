namespace Godwit.Transport;

/// <summary>What zlib's functions answer (zlib.h).</summary>
internal enum ZlibStatus
{
    /// <summary>Progress was made.</summary>
    Ok = 0,

    /// <summary>The stream is complete.</summary>
    StreamEnd = 1,
}
