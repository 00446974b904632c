namespace Godwit.Bench.Experiments;

/// <summary>A way of measuring that yields one or more rows.</summary>
internal interface IExperiment
{
    /// <summary>Which rows it yields.</summary>
    IReadOnlyList<string> Rows { get; }

    /// <summary>Measures both systems and adds the samples.</summary>
    /// <exception cref="BenchException">A system does not do what is measured.</exception>
    void Run(BenchContext bench);
}
