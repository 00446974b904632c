namespace Godwit.Interop.Parity;

/// <summary>All rows.</summary>
internal static partial class ParityTable
{
    /// <summary>Rows of <c>mosh</c>.</summary>
    public static IReadOnlyList<ParityRow> MoshRows { get; } =
        [.. MoshOptions, .. MoshAnswers, .. MoshMistakes.Select(Fails), .. MoshGoodAnswers, .. MoshBadAnswers.Select(Fails), .. MoshRefusedSooner, .. MoshReadAsMeant];

    /// <summary>All rows of stock's programs.</summary>
    public static IEnumerable<ParityRow> All => [.. MoshRows, .. ServerRows, .. ClientRows, .. GodwitRows];
}
