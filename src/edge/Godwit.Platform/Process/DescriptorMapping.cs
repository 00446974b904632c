namespace Godwit.Platform;

/// <summary>A descriptor that a new process shall have.</summary>
/// <param name="Target">Its number there.</param>
/// <param name="Source">Our descriptor that it shall be a copy of, or <see cref="Null"/>.</param>
public readonly record struct DescriptorMapping(int Target, int Source)
{
    /// <summary>As a source: /dev/null, opened for reading and writing.</summary>
    public const int Null = -1;
}
