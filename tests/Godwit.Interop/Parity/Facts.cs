using System.Globalization;
using System.Text;

namespace Godwit.Interop.Parity;

/// <summary>What was seen of one run, aspect by aspect, with what differs from run to run taken out.</summary>
internal sealed class Facts : IEquatable<Facts>
{
    public const string Status = "status";
    public const string Output = "output";
    public const string Complaint = "complaint";
    public const string Title = "client's title";

    private readonly SortedDictionary<string, string> aspects = new(StringComparer.Ordinal);

    /// <summary>What stands for a text that is for people: that there is one is compared, its words are not.</summary>
    public static string Words(string text) => text.Trim().Length > 0 ? "words" : "";

    public string this[string aspect]
    {
        get => aspects.GetValueOrDefault(aspect, "");
        set => aspects[aspect] = value;
    }

    /// <summary>Adds the exit status.</summary>
    public Facts WithStatus(int status)
    {
        this[Status] = status.ToString(CultureInfo.InvariantCulture);
        return this;
    }

    /// <summary>Fails the test where ours is not as stock, or not as the row says.</summary>
    public static void Compare(ParityRow row, Facts stock, Facts ours)
    {
        var faults = new StringBuilder();
        foreach (string aspect in stock.aspects.Keys.Union(ours.aspects.Keys).Order(StringComparer.Ordinal))
        {
            Difference? difference = row.Differs.SingleOrDefault(difference => difference.Aspect == aspect);
            string expected = difference?.Ours ?? stock[aspect];
            if (ours[aspect] != expected)
            {
                faults.Append(CultureInfo.InvariantCulture, $"{aspect}, ours (+) against {(difference is null ? "stock" : "the row")} (-):\n{LineDifference(expected, ours[aspect])}");
            }
            else if (difference is not null && stock[aspect] == expected)
            {
                faults.Append(CultureInfo.InvariantCulture, $"{aspect}: stock is the same as ours; the difference is none.\n");
            }
        }

        Assert.True(faults.Length == 0, $"{row.Name}\n{faults}");
        Assert.Empty(row.Differs.Select(difference => difference.Aspect).Except(stock.aspects.Keys.Union(ours.aspects.Keys)));
    }

    public bool Equals(Facts? other) => other is not null && aspects.Keys.Union(other.aspects.Keys).All(aspect => this[aspect] == other[aspect]);

    public override bool Equals(object? obj) => Equals(obj as Facts);

    public override int GetHashCode() => aspects.Count;

    private static string LineDifference(string expected, string actual)
    {
        string[] wanted = expected.Split('\n');
        string[] found = actual.Split('\n');
        IEnumerable<string> lines = wanted.Except(found).Select(line => "- " + line).Concat(found.Except(wanted).Select(line => "+ " + line));
        string text = string.Join('\n', lines);
        return (text.Length > 0 ? text : $"the same lines otherwise:\n{actual}") + "\n";
    }

    /// <summary>The same with texts replaced.</summary>
    public static string Without(string text, params (string Found, string Shown)[] replacements) =>
        replacements.Aggregate(text, (now, one) => now.Replace(one.Found, one.Shown, StringComparison.Ordinal));
}
