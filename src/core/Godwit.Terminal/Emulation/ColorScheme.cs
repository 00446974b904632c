namespace Godwit.Terminal;

/// <summary>Whether the user's terminal is dark or light; the values are those of the report <c>CSI ? 997 ; n n</c>.</summary>
public enum ColorScheme : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Light text on a dark ground.</summary>
    Dark = 1,

    /// <summary>Dark text on a light ground.</summary>
    Light = 2,
}
