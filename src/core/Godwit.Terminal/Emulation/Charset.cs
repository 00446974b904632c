namespace Godwit.Terminal;

/// <summary>A 94-character set that ESC ( and its like can designate. Input stays UTF-8; only 20–7E is translated.</summary>
internal enum Charset : byte
{
    /// <summary>ASCII, final B; also every set that is not known.</summary>
    Ascii,

    /// <summary>DEC special graphics (line drawing), final 0.</summary>
    DecGraphics,

    /// <summary>United Kingdom, final A: # is the pound sign.</summary>
    British,
}
