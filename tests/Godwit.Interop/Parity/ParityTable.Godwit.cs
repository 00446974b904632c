namespace Godwit.Interop.Parity;

/// <content>The options of <c>mosh</c> under the name of <c>godwit</c>, with a client of the user's own.</content>
internal static partial class ParityTable
{
    /// <summary>Rows of <c>godwit</c>. They are held against our own <c>mosh</c>, which is held against stock in rows of its own.</summary>
    public static IReadOnlyList<ParityRow> GodwitRows { get; } =
    [
        .. MoshOptions.Where(IsForGodwit).Select(row => Array.Find(GodwitDifferences, other => other.Name == row.Name) ?? row).Select(row => row with { Program = "godwit" }),
    ];

    // Options, and the variables that they are about.
    private static bool IsForGodwit(ParityRow row) => row.Environment.Keys.All(name => name is "SAYS" or "MOSH_PREDICTION_OVERWRITE" or "MOSH_NO_TERM_INIT");

    private static ParityRow[] GodwitDifferences =>
    [
        Mosh("host", "ls", "--", "-l", "--").Meaning(Reasons.LeavesCommand, Mosh("host", "--", "ls", "--", "-l", "--")),
        Mosh("--no-predict-overwrite", "host").With("MOSH_PREDICTION_OVERWRITE", "yes").Meaning(Reasons.OptionFirst, Mosh("--no-predict-overwrite", "host")),
        Mosh("--init", "host").With("MOSH_NO_TERM_INIT", "1").Meaning(Reasons.OptionFirst, Mosh("--init", "host")),
    ];
}
