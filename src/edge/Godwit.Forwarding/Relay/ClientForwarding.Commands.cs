namespace Godwit.Forwarding;

/// <content>What the user asks for while the session runs, and what there is.</content>
public sealed partial class ClientForwarding
{
    private readonly ForwardTally agentTally = new();
    private readonly ForwardTally displayTally = new();

    /// <summary>True once anything was asked for: only then there is something to do.</summary>
    public bool IsUsed => mux is not null || parts.Count > 0 || states.Count > 0 || !settings.IsEmpty;

    /// <summary>How all are doing that are forwarded now.</summary>
    public IReadOnlyList<ForwardReport> Reports
    {
        get
        {
            List<ForwardReport> reports = [.. states.Select(static state => state.Report)];
            if (settings.AgentPath is not null)
            {
                reports.Add(new ForwardReport(ForwardNames.Agent, agentTally));
            }

            if (display is not null)
            {
                reports.Add(new ForwardReport(ForwardNames.Display, displayTally));
            }

            return reports;
        }
    }

    /// <summary>Does what the user asks for.</summary>
    /// <returns>What became of it: a sentence without a full stop. Of a listener at the server there is more to hear (<see cref="TryTakeNews"/>).</returns>
    public string Obey(ForwardCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Added is { } spec)
        {
            ForwardState state = Add(spec);
            if (state.Problem is { } problem)
            {
                states.Remove(state);
                return $"{spec}: {problem}";
            }

            state.IsReported = spec.Kind == ForwardKind.Remote;
            return state.IsReported ? $"{spec}: the server is asked" : $"{spec} is forwarded";
        }

        List<ForwardState> meant = states.FindAll(state => command.Means(state.Spec, state.Port));
        meant = meant.Count > 0 ? meant : states.FindAll(state => command.MayMean(state.Spec));
        if (meant is not [var found])
        {
            return meant.Count == 0 ? $"{command.Text}: nothing is forwarded from there" : $"{command.Text}: there are {meant.Count}, so the address is needed, too";
        }

        Cancel(found);
        return $"{found.Spec} is cancelled";
    }

    private ForwardTally? TallyOf(RequestKind kind) => kind switch
    {
        RequestKind.Agent => agentTally,
        RequestKind.Display => displayTally,
        _ => null,
    };
}
