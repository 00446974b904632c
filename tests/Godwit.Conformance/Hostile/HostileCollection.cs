namespace Godwit.Conformance.Hostile;

/// <summary>Tests that measure memory run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class HostileCollection
{
    /// <summary>The name.</summary>
    public const string Name = "hostile";
}
