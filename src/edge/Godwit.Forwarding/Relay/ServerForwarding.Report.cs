namespace Godwit.Forwarding;

/// <content>What is forwarded, as the server knows it: its listeners by their addresses, and where the client's connections lead to.</content>
public sealed partial class ServerForwarding
{
    /// <summary>Targets with a tally of their own; a client that browses through <c>-D</c> has any number. Those that come later share one.</summary>
    private const int TargetsMax = 32;

    private const string OtherTargets = "to other targets";

    private readonly Dictionary<string, ForwardTally> targets = [];

    /// <summary>How all are doing.</summary>
    public IReadOnlyList<ForwardReport> Reports =>
        [.. parts.Reported.Select(static part => part.Report), .. targets.Select(static target => new ForwardReport(target.Key, target.Value))];

    private ForwardTally TallyOf(ForwardEndpoint target, bool isUdp)
    {
        string name = isUdp ? $"to {target}{ForwardSyntax.UdpSuffix}" : $"to {target}";
        if (!targets.ContainsKey(name) && targets.Count >= TargetsMax)
        {
            name = OtherTargets;
        }

        if (!targets.TryGetValue(name, out ForwardTally? tally))
        {
            targets.Add(name, tally = new ForwardTally());
        }

        return tally;
    }
}
