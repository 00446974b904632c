namespace Godwit.Bench.Report;

/// <summary>One row of the report: what is measured and what is asked of it.</summary>
/// <param name="Row">The row's name on the command line.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">Unit of the samples; less is better in all of them.</param>
/// <param name="RatioMax">Bar: the median may be at most this times stock's. Null: told for information.</param>
/// <param name="ValueMax">Bar: the median itself may be at most this; null for none.</param>
/// <param name="Resolution">The samples are exact to this: a larger value by no more than this is not worse.</param>
/// <param name="NeedsTool">Without numbers it is left out: a tool that it needs is not there.</param>
internal sealed record Figure(string Row, string Title, string Unit, double? RatioMax, double? ValueMax = null, double Resolution = 0, bool NeedsTool = false);
