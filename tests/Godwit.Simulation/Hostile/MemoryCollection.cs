namespace Godwit.Simulation.Hostile;

/// <summary>Tests that measure the memory of the whole process run alone: others would allocate in between.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class MemoryCollection
{
    /// <summary>The name.</summary>
    public const string Name = "memory";
}
