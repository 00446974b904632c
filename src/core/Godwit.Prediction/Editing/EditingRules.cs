using Godwit.Terminal;

namespace Godwit.Prediction;

/// <summary>How the program, or the kernel for it, is expected to edit what is typed.</summary>
internal struct EditingRules
{
    /// <summary>The kernel edits the line: what is typed replaces what is there, and only three keys edit.</summary>
    public bool IsKernel { get; set; }

    /// <summary>The octets of those three; 0 for none.</summary>
    public (byte Erase, byte WordErase, byte Kill) KernelKeys { get; set; }

    /// <summary>What stands right of the cursor moves when a character is typed before it.</summary>
    public bool Inserts { get; set; }

    /// <summary>All of it moves, whatever gaps it has; otherwise what is up to the first gap of two blanks.</summary>
    public bool MovesAll { get; set; }

    /// <summary>The keys of a line editor (readline, zle and their like) are known to work.</summary>
    public bool IsLineEditor { get; set; }

    /// <summary>Text that reaches the last row's end scrolls the screen.</summary>
    public bool MayScroll { get; set; }

    /// <summary>Where the line that is edited begins: nothing left of it is the user's. The row is −1 if that is not known.</summary>
    public (int Row, int Column) LineStart { get; set; }

    /// <summary>True if keys are known to do nothing at the line's start, as behind a prompt.</summary>
    public bool StartIsFirm { get; set; }

    /// <summary>How typed text looks.</summary>
    public StyleId Style { get; set; }

    /// <summary>East Asian ambiguous characters take two columns.</summary>
    public bool AmbiguousIsWide { get; set; }
}
