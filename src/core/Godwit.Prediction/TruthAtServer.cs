namespace Godwit.Prediction;

/// <summary>
/// What a Godwit server tells about the terminal that the program reads from. <c>default</c> is what is known of a stock server: nothing.
/// </summary>
public readonly record struct TruthAtServer
{
    /// <summary>False at a stock server: the rest says nothing then.</summary>
    public bool IsKnown { get; init; }

    /// <summary>ECHO: the kernel shows what is typed.</summary>
    public bool Echo { get; init; }

    /// <summary>ICANON: the program reads whole lines, which the kernel edits.</summary>
    public bool IsCanonical { get; init; }

    /// <summary>VERASE: the octet that takes back a character; 0 if none does.</summary>
    public byte Erase { get; init; }

    /// <summary>VWERASE: the octet that takes back a word; 0 if none does.</summary>
    public byte WordErase { get; init; }

    /// <summary>VKILL: the octet that takes back the line; 0 if none does.</summary>
    public byte Kill { get; init; }

    /// <summary>Counts the changes of the terminal's foreground process group.</summary>
    public uint ForegroundChanges { get; init; }

    /// <summary>Name of the foreground process, at most 15 octets; empty if unknown.</summary>
    public string Name { get; init; }

    /// <summary>True if the kernel shows what is typed, and edits it.</summary>
    internal bool IsKernelEcho => IsKnown && Echo && IsCanonical;

    /// <summary>True if the program reads whole lines that nobody is to see: the sign of a password.</summary>
    internal bool IsHidden => IsKnown && !Echo && IsCanonical;
}
