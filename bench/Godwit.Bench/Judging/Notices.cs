using System.Text.RegularExpressions;

namespace Godwit.Bench.Judging;

/// <summary>The clients' own messages in the top row: nobody takes them for the program's text.</summary>
internal static partial class Notices
{
    /// <summary>Whether a message covers a row.</summary>
    public static bool Covers(UserScreen screen, int row) => row == 0 && Message().IsMatch(screen.Row(0));

    [GeneratedRegex(@"\bmosh:|\bgodwit:|[Ll]ast (contact|reply)|\[To quit|Connecting|Nothing received", RegexOptions.CultureInvariant)]
    private static partial Regex Message();
}
