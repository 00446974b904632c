namespace Godwit.Cli;

/// <summary>A host that has no server asks for this program.</summary>
/// <param name="System">As <c>uname -s</c> says.</param>
/// <param name="Machine">As <c>uname -m</c> says.</param>
/// <param name="Folder">Where it would go; empty if there is no folder that can hold a program.</param>
internal sealed record CopyRequest(string System, string Machine, string Folder)
{
    /// <summary>Reads it from the words of the line; what is missing is empty.</summary>
    /// <param name="words">System, machine and folder with blanks between; only the folder may hold blanks.</param>
    public static CopyRequest Parse(string words)
    {
        const int Parts = 3;
        var parts = Printable.Of(words).Split(' ', Parts); // They stand in a question to the user.
        return new(parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
    }
}
