using System.Text;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>One line of the table: a command line that is run with stock's program and with ours. In words and values <c>{name}</c> stands for what differs from run to run.</summary>
/// <param name="Program">The name that both are called by.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ParityRow(string Program, params string[] Arguments)
{
    /// <summary>Variables of this row, beyond the usual ones; null takes a usual one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>What is there to be met: how the run is made, where a row needs more than its command line.</summary>
    public Scene Scene { get; init; }

    /// <summary>What the user types, for the scenes with a terminal.</summary>
    public string Typed { get; init; } = "";

    /// <summary>Where ours differs on purpose; everything else has to be equal.</summary>
    public IReadOnlyList<Difference> Differs { get; init; } = [];

    /// <summary>What stock is asked in its place, where it refuses what ours takes; null for the row itself.</summary>
    public ParityRow? Meant { get; init; }

    /// <summary>Why it is asked that.</summary>
    public Reason? MeantFor { get; init; }

    /// <summary>Why ours differs in this row; none where it does not.</summary>
    public IEnumerable<Reason> Reasons => Differs.Select(difference => difference.Reason).Concat(MeantFor is null ? [] : [MeantFor]).Distinct();

    /// <summary>The row as a user would type it; the names of rows are unique.</summary>
    public string Name
    {
        get
        {
            var text = new StringBuilder();
            foreach ((string name, string? value) in Environment)
            {
                text.Append(value is null ? $"{name}- " : $"{name}={Quoted(value)} ");
            }

            text.Append(Program);
            foreach (string word in Arguments.Where(word => word is not ("--ssh={ssh}" or "--client={client}")))
            {
                text.Append(' ').Append(Quoted(word));
            }

            text.Append(Scene == Scene.Plain ? "" : $" [{Scene}]");
            return text.Append(Typed.Length == 0 ? "" : $" {Quoted(Typed)}").ToString();
        }
    }

    /// <summary>The same row with a variable more.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Null takes it away.</param>
    public ParityRow With(string name, string? value) => this with { Environment = new Dictionary<string, string?>(Environment) { [name] = value } };

    /// <summary>The same row with a difference more.</summary>
    public ParityRow But(Reason reason, string aspect, string ours) => this with { Differs = [.. Differs, new Difference(reason, aspect, ours)] };

    /// <summary>The same row, which stock refuses and ours takes for another.</summary>
    public ParityRow Meaning(Reason reason, ParityRow other) => this with { Meant = other, MeantFor = reason };

    public override string ToString() => Name;

    private static string Quoted(string word)
    {
        bool isPlain = word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_=:,./@{}%+#".Contains(character, StringComparison.Ordinal));
        string shown = string.Concat(word.Select(character => char.IsControl(character) ? $"\\x{(int)character:x2}" : character.ToString()));
        return isPlain ? shown : Shell.Quote(shown);
    }
}
