using System.Diagnostics.CodeAnalysis;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>What is known of the user's terminal: its entry and its name from the start, and what it says when it is asked.</summary>
internal sealed class TerminalKnowledge
{
    private readonly TerminfoEntry entry;
    private readonly ClientSettings settings;
    private TerminalAnswers learnt = TerminalAnswers.None;
    private bool isSettled;

    /// <summary>The questions have just been written.</summary>
    /// <param name="entry">The terminal's entry.</param>
    /// <param name="settings">Its name, and what the user allows.</param>
    /// <param name="questions">What was asked.</param>
    /// <param name="now">The moment.</param>
    public TerminalKnowledge(TerminfoEntry entry, ClientSettings settings, ProbeLevel questions, Instant now)
    {
        this.entry = entry;
        this.settings = settings;
        Probe = new TerminalProbe(questions, now);
    }

    /// <summary>Takes the replies out of what is typed.</summary>
    public TerminalProbe Probe { get; }

    /// <summary>When the probe or <see cref="TryLearn"/> has something to do if nothing is typed until then.</summary>
    public Instant NextDeadline(Instant now) =>
        Probe.IsFinished(now) ? Probe.NextDeadline(now) : Instant.Min(Probe.NextDeadline(now), Probe.Patience);

    /// <summary>
    /// What to draw with from now on, if that is news. Replies come one by one: they are looked at together, at the fence or when
    /// patience ends, and again when a late one comes.
    /// </summary>
    public bool TryLearn(Instant now, [NotNullWhen(true)] out TerminalProfile? better)
    {
        better = null;
        if ((isSettled == Probe.IsSettled && ReferenceEquals(learnt, Probe.Answers)) || !Probe.IsFinished(now))
        {
            return false;
        }

        isSettled = Probe.IsSettled;

        learnt = Probe.Answers;
        Probe.ExpectsSchemes = learnt.SchemeReports;
        better = TerminalProfile.Of(entry, settings, learnt);
        return true;
    }

    /// <summary>What the server is to know.</summary>
    /// <param name="size">The window's size in cells.</param>
    public TerminalFacts Facts((int Columns, int Rows) size) =>
        TerminalProfile.FactsOf(settings, learnt, size.Columns, size.Rows) with { IsSettled = isSettled };
}
