namespace Godwit.Cli.Doctor;

/// <summary>What is said of one phase.</summary>
/// <param name="Phase">Its name, from <see cref="Doctor.Phase"/>.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Sentence">What was seen, without a full stop.</param>
/// <param name="Cause">A name for machines, from <see cref="Doctor.Cause"/>; empty if nothing is wrong.</param>
/// <param name="Remedy">What to do, without a full stop; empty if nothing is to be done.</param>
internal sealed record Finding(string Phase, Verdict Verdict, string Sentence, string Cause = "", string Remedy = "")
{
    /// <summary>How long the phase took in milliseconds.</summary>
    public long Ms { get; init; }
}
