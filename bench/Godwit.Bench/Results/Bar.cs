using System.Globalization;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Results;

/// <summary>What is asked of one number.</summary>
/// <param name="Workload">Of this workload.</param>
/// <param name="Link">On this link.</param>
/// <param name="Quantity">This quantity.</param>
/// <param name="Statistic">In this statistic.</param>
/// <param name="Limit">At most this, or this times the other system's number.</param>
/// <param name="Versus">The other system; null if the limit is absolute.</param>
/// <param name="System">Whose number.</param>
internal sealed record Bar(
    string Workload, string Link, string Quantity, Statistic Statistic, double Limit, string? Versus = null, string System = Contender.Ours)
{
    /// <summary>The bar in words.</summary>
    public string Text(string unit)
    {
        var who = System == Contender.Ours ? "" : $"{System} ";
        return Versus is null
            ? string.Create(CultureInfo.InvariantCulture, $"{who}≤ {Limit:0.##} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{who}≤ {Limit:0.##} × {Versus}");
    }

    /// <summary>Whether it is met; null if a number is missing.</summary>
    public bool? IsMet(Func<string, double?> numberOf) =>
        numberOf(System) is { } own && (Versus is null ? 1 : numberOf(Versus)) is { } other ? own <= Limit * other : null;
}
