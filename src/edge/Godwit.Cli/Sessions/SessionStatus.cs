using System.Globalization;
using System.Text;
using Godwit.Server;
using Godwit.Session;

namespace Godwit.Cli;

/// <summary>What <c>godwit status</c> prints.</summary>
internal static class SessionStatus
{
    /// <summary>A few lines for each session; a sentence if there is none.</summary>
    public static string Format(IReadOnlyList<RunningSession> sessions)
    {
        if (sessions.Count == 0)
        {
            return "No sessions.\n";
        }

        var text = new StringBuilder();
        foreach (RunningSession session in sessions)
        {
            SessionFacts facts = session.Facts;
            text.Append(CultureInfo.InvariantCulture, $"session {facts.Port}, up {SessionTable.Duration(facts.Age)}\n")
                .Append(CultureInfo.InvariantCulture, $"  client    {Client(facts)}\n")
                .Append(CultureInfo.InvariantCulture, $"  peer      {Peer(facts)}\n")
                .Append(CultureInfo.InvariantCulture, $"  terminal  {facts.Columns}x{facts.Rows}, {SessionTable.Printable(facts.Command.Length > 0 ? facts.Command : "no program yet")}\n")
                .Append(CultureInfo.InvariantCulture, $"  server    process {session.ProcessId}, {Ends(facts)}\n");
            string label = "forwards";
            foreach (ForwardFigures forward in facts.Forwards)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {label,-8}  {SessionTable.Printable(forward.Name)}: {forward.Words}\n");
                label = "";
            }
        }

        return text.ToString();
    }

    private static string Client(SessionFacts facts) => facts.Contact switch
    {
        SessionContact.Waiting => "none yet",
        SessionContact.Lost => $"lost: {SessionTable.Printable(facts.Client)} was last heard {SessionTable.Duration(facts.Silence)} ago",
        _ => $"{SessionTable.Printable(facts.Client)}, heard {SessionTable.Duration(facts.Silence)} ago",
    };

    private static string Peer(SessionFacts facts)
    {
        string name = facts.Peer switch
        {
            "" => "not known yet",
            "mosh" => "stock Mosh",
            _ => "Godwit, level " + SessionTable.Printable(facts.Peer[(facts.Peer.IndexOf(' ', StringComparison.Ordinal) + 1)..]),
        };
        return facts.Missing.Length > 0 ? $"{name}, without {SessionTable.Printable(facts.Missing)}" : name;
    }

    private static string Ends(SessionFacts facts) => facts.TimeToLive == 0
        ? "is kept for ever"
        : $"ends {SessionTable.Duration(facts.TimeToLive)} after the last word of client and program";
}
