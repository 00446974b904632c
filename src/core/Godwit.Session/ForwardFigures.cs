using System.Globalization;

namespace Godwit.Session;

/// <summary>How one forwarding of a session is doing. The session knows of it by what its end's sockets say. Never holds contents.</summary>
/// <param name="Name">As its option, or what it leads to.</param>
/// <param name="Open">Connections that are there now.</param>
/// <param name="Made">Connections since it began.</param>
/// <param name="ToHost">Octets that went from the client's side to the host's.</param>
/// <param name="FromHost">Octets that came back.</param>
/// <param name="Problem">Why it does not work; empty if it does.</param>
public sealed record ForwardFigures(string Name, long Open, long Made, long ToHost, long FromHost, string Problem = "")
{
    /// <summary>The figures in words, without the name.</summary>
    public string Words => Problem.Length > 0 ? $"not forwarded: {Problem}"
        : Made == 0 ? "no connections yet"
        : string.Create(CultureInfo.InvariantCulture, $"{Open} open of {Made}, {Octets(ToHost)} to the host, {Octets(FromHost)} from it");

    /// <summary>At most <paramref name="max"/> of them: the last one stands for all that are left out.</summary>
    /// <param name="all">Any number.</param>
    /// <param name="max">At least 1.</param>
    public static IReadOnlyList<ForwardFigures> Shorten(IReadOnlyList<ForwardFigures> all, int max)
    {
        ArgumentNullException.ThrowIfNull(all);
        if (all.Count <= max)
        {
            return all;
        }

        List<ForwardFigures> rest = [.. all.Skip(max - 1)];
        string name = string.Create(CultureInfo.InvariantCulture, $"{rest.Count} others");
        return [.. all.Take(max - 1), new(name, rest.Sum(one => one.Open), rest.Sum(one => one.Made), rest.Sum(one => one.ToHost), rest.Sum(one => one.FromHost))];
    }

    /// <summary>An amount of octets in three to five digits and a unit.</summary>
    internal static string Octets(long octets) => octets switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{octets} B"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1000} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{octets / 1_000_000} MB"),
    };
}
