namespace Godwit.Interop.Parity;

/// <summary>Whose program is run.</summary>
/// <param name="Folder">Where it and its like are.</param>
internal sealed record Side(string Folder)
{
    /// <summary>The path of a program of this side.</summary>
    public string this[string program] => Path.Combine(Folder, program);
}
