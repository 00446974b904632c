using System.Globalization;
using System.Text;
using Godwit.Server;

namespace Godwit.Cli;

/// <summary>What <c>godwit ls</c> prints.</summary>
internal static class SessionTable
{
    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private const int Day = 24 * Hour;

    private static readonly string[] Heading = ["NAME", "AGE", "CLIENT", "LAST HEARD", "SIZE", "COMMAND"];

    /// <summary>Sessions as lines of columns below a heading; a sentence if there is none.</summary>
    public static string Format(IReadOnlyList<RunningSession> sessions)
    {
        if (sessions.Count == 0)
        {
            return "No sessions.\n";
        }

        List<string[]> rows = [Heading, .. sessions.Select(session => Row(session.Facts))];
        int[] widths = [.. Enumerable.Range(0, Heading.Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.AppendJoin("  ", row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadRight(widths[column]))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A time in the largest two units: <c>3d 4h</c>, <c>5m 10s</c>.</summary>
    public static string Duration(long seconds) => seconds switch
    {
        < Minute => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
        < Hour => string.Create(CultureInfo.InvariantCulture, $"{seconds / Minute}m {seconds % Minute}s"),
        < Day => string.Create(CultureInfo.InvariantCulture, $"{seconds / Hour}h {seconds % Hour / Minute}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / Day}d {seconds % Day / Hour}h"),
    };

    /// <summary>A name as it may be shown: a program chooses its own, and must not speak to the terminal with it.</summary>
    public static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));

    private static string[] Row(SessionFacts facts) =>
    [
        facts.Port.ToString(CultureInfo.InvariantCulture),
        Duration(facts.Age),
        Printable(facts.Client.Length > 0 ? facts.Client : "-"),
        facts.Contact switch
        {
            SessionContact.Waiting => "never",
            SessionContact.Lost => $"{Duration(facts.Silence)} (lost)",
            _ => Duration(facts.Silence),
        },
        string.Create(CultureInfo.InvariantCulture, $"{facts.Columns}x{facts.Rows}"),
        Printable(facts.Command.Length > 0 ? facts.Command : "-"),
    ];
}
