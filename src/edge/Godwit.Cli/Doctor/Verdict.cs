namespace Godwit.Cli.Doctor;

/// <summary>What came of a phase.</summary>
internal enum Verdict
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>Sessions work; there is something that their user may want to know.</summary>
    Note,

    /// <summary>Something is wrong.</summary>
    Failed,

    /// <summary>It could not be looked at.</summary>
    Skipped,
}
