using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>The questions about signatures, asked one after the other: on the terminal, which takes <see cref="Shown"/> from here, or by the user's program.</summary>
internal sealed class AgentQuestions(AgentConfirmation? way) : IForwardPart
{
    /// <summary>Milliseconds between a question and the next: whoever is asked must see that it is another one.</summary>
    public const long GapMs = 1000;

    /// <summary>So many in a row that were not answered with yes, and nothing is asked for <see cref="RestMs"/>.</summary>
    public const int RefusalsMax = 5;

    /// <summary>Milliseconds for which a host that asks again and again is refused without a question.</summary>
    public const long RestMs = 60_000;

    private const int HostMax = 60;

    private readonly List<AgentQuestion> waiting = [];
    private AskProgram? program;
    private long numbers;
    private int refusals;
    private Instant turnedAt;
    private Instant askAt = Instant.Past;
    private Instant restUntil = Instant.Past;
    private string? problem;
    private bool isRefusalTold;

    /// <summary>The question for the terminal; null if there is none.</summary>
    public AgentQuestion? Shown => way is { Program: null } && MayAsk ? waiting[0] : null;

    /// <inheritdoc/>
    public bool IsOver => false;

    private bool MayAsk => waiting.Count > 0 && turnedAt >= askAt;

    /// <inheritdoc/>
    public Instant Deadline => program?.Deadline ?? (waiting.Count > 0 && Shown is null ? askAt : Instant.Never);

    /// <summary>Asks about a signature. Who asks looks at the answer, and takes the question back when nobody waits for it any more.</summary>
    /// <param name="key">The key's name.</param>
    public AgentQuestion Ask(string key)
    {
        var question = new AgentQuestion(++numbers, $"{Cut(way!.Host)} asks your agent to sign with {key}");
        if (way.HasNobody)
        {
            question.Answer = false;
            Complain("-A confirm: a signature was refused, as nobody can be asked (there is no terminal, and no SSH_ASKPASS with a display)");
            return question;
        }

        if (turnedAt < restUntil)
        {
            question.Answer = false;
            return question;
        }

        waiting.Add(question);
        return question;
    }

    /// <summary>Nobody waits for the answer any more.</summary>
    public void TakeBack(AgentQuestion question)
    {
        if (waiting.IndexOf(question) is var index && index >= 0)
        {
            bool wasAsked = index == 0 && (program is not null || Shown is not null);
            waiting.RemoveAt(index);
            EndProgram(isOfFirst: index == 0);
            if (wasAsked)
            {
                NoteAnswer(isYes: false);
            }
        }
    }

    /// <summary>The user's answer. To a question that is not asked any more it means nothing.</summary>
    public void Answer(long number, bool isYes)
    {
        if (waiting.Count > 0 && waiting[0].Number == number)
        {
            waiting[0].Answer = isYes;
            waiting.RemoveAt(0);
            NoteAnswer(isYes);
        }
    }

    /// <summary>Why a signature was refused without a question: said once, without a full stop.</summary>
    public bool TryTakeProblem([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? sentence)
    {
        (sentence, problem) = (problem, null);
        return sentence is not null;
    }

    /// <inheritdoc/>
    public void AddTo(Poller poller) => program?.AddTo(poller);

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        turnedAt = now;
        if (program is null && way?.Program is { } path && MayAsk)
        {
            program = new AskProgram(path, $"{waiting[0].Sentence}.\nAllow it?", now);
        }

        program?.Turn(now, poller);
        if (program is { HasStarted: false })
        {
            Complain($"-A confirm: a signature was refused, as {way!.Program} (SSH_ASKPASS) cannot be started");
        }

        if (program?.Answer is { } isYes)
        {
            Answer(waiting[0].Number, isYes);
            EndProgram(isOfFirst: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => program?.Dispose();

    // A host can ask as often as it likes. The user shall neither be worn out nor have windows flicker until he hits the wrong key.
    private void NoteAnswer(bool isYes)
    {
        askAt = turnedAt + GapMs;
        refusals = isYes ? 0 : refusals + 1;
        if (refusals < RefusalsMax)
        {
            return;
        }

        refusals = 0;
        restUntil = turnedAt + RestMs;
        waiting.ForEach(question => question.Answer = false);
        waiting.Clear();
        problem = $"-A confirm: {Cut(way!.Host)} has asked {RefusalsMax} times in a row without a yes; it is refused without a question for a minute";
    }

    private void EndProgram(bool isOfFirst)
    {
        if (isOfFirst)
        {
            program?.Dispose();
            program = null;
        }
    }

    private void Complain(string sentence)
    {
        problem = isRefusalTold ? null : sentence;
        isRefusalTold = true;
    }

    // It comes from the user's own command line, but a name may be long.
    private static string Cut(string host) => host.Length <= HostMax ? host : host[..HostMax];
}
