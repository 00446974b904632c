using System.Globalization;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Results;

/// <summary>What is asked of one number.</summary>
/// <param name="Workload">Of this workload.</param>
/// <param name="Link">On this link.</param>
/// <param name="Quantity">This quantity.</param>
/// <param name="Statistic">In this statistic.</param>
/// <param name="Limit">At most this, or this times the other system's number; at least, if <paramref name="IsLeast"/>.</param>
/// <param name="Versus">The other system; null if the limit is absolute.</param>
/// <param name="System">Whose number.</param>
/// <param name="More">What may come on top of the other system's number, in its unit.</param>
/// <param name="IsLeast">More is better.</param>
internal sealed record Bar(
    string Workload, string Link, string Quantity, Statistic Statistic, double Limit, string? Versus = null, string System = Contender.Ours, double More = 0, bool IsLeast = false)
{
    /// <summary>The bar in words.</summary>
    public string Text(string unit)
    {
        var who = System == Contender.Ours ? "" : $"{System} ";
        var sign = IsLeast ? '≥' : '≤';
        return Versus is null
            ? string.Create(CultureInfo.InvariantCulture, $"{who}{sign} {Limit:0.##} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{who}{sign} {Limit:0.##} × {Versus}{(More > 0 ? $" + {More:0.##} {unit}" : "")}");
    }

    /// <summary>Whether it is met; null if a number is missing.</summary>
    public bool? IsMet(Func<string, double?> numberOf) =>
        numberOf(System) is { } own && (Versus is null ? 1 : numberOf(Versus)) is { } other ? (IsLeast ? own >= (Limit * other) + More : own <= (Limit * other) + More) : null;
}
