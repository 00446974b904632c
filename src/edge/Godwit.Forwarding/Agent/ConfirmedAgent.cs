using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// A connection of the host to the user's agent whose every signature the user is asked about. One request at a time goes to the agent, and the next is looked at
/// when its answer is there: so a refusal stands where its answer would.
/// </summary>
internal sealed class ConfirmedAgent(MuxStream stream, Connector connector, AgentQuestions questions, AgentKeyNames names) : IForwardPart
{
    // Requests dealt with in a turn; a key in the same session waits for less than a millisecond.
    private const int StepsPerTurnMax = 16;

    private const int ReadMax = 16 * 1024;

    private readonly AgentMessageReader requests = new();
    private readonly AgentMessageReader answers = new();
    private StreamSocket? socket;
    private AgentQuestion? question;
    private bool awaitsAnswer;
    private bool isFinishedInOrder;
    private bool hasMore;
    private int written;
    private int index = -1;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public Instant Deadline => socket is null ? connector.Deadline : hasMore || question?.Answer is not null ? Instant.Past : Instant.Never;

    private bool IsSending => awaitsAnswer && written < requests.Message.Length;

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
        if (socket is null)
        {
            connector.AddTo(poller);
            return;
        }

        // While the stream has no room for an answer nothing is read: not even that the agent has hung up, which poll says again and again.
        index = answers.IsWhole ? -1 : poller.Add(socket.Descriptor, IsSending ? PollEvents.Readable | PollEvents.Writable : PollEvents.Readable);
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        IsOver |= stream.IsDead || stream.ResetCode is not null || stream.StopCode is not null;
        if (IsOver || (socket is null && !TryConnect(now, poller)))
        {
            return;
        }

        if (index >= 0 && poller.CanRead(index))
        {
            ReadAnswer();
        }

        index = -1;
        hasMore = true;
        for (int steps = 0; steps < StepsPerTurnMax && hasMore; steps++)
        {
            hasMore = !IsOver && TryStep();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (question is not null)
        {
            questions.TakeBack(question);
        }

        if (!isFinishedInOrder)
        {
            stream.Abort(StreamError.Cancelled);
        }

        connector.Dispose();
        socket?.Dispose();
    }

    private bool TryConnect(Instant now, Poller poller)
    {
        connector.Turn(now, poller);
        if (connector.Error is { } error)
        {
            stream.Abort(error);
            IsOver = true;
        }
        else if (connector.Socket is not null)
        {
            socket = connector.Take();
            _ = stream.Write([StreamRequest.Granted]);
        }

        return socket is not null;
    }

    /// <returns>False if there is nothing to do now.</returns>
    private bool TryStep() =>
        answers.IsWhole ? TryPassAnswer()
        : IsSending ? TrySend()
        : !awaitsAnswer && (requests.IsWhole ? TryDecide() : TryReadRequest());

    private bool TryReadRequest()
    {
        ReadOnlySpan<byte> octets = stream.Readable;
        if (octets.IsEmpty)
        {
            End(isInOrder: stream.IsAtEnd);
            return false;
        }

        stream.Consume(requests.Feed(octets));
        IsOver = requests.IsMalformed;
        return !IsOver;
    }

    private bool TryDecide()
    {
        // Whoever asked has gone: his question goes, too.
        if (question is not null && stream.IsAtEnd)
        {
            End(isInOrder: true);
            return false;
        }

        var request = new AgentRequest(requests.Message);
        if (request.Verdict == AgentVerdict.Ask)
        {
            question ??= questions.Ask(names.Of(request.Key));
        }

        if (question is { Answer: null })
        {
            return false;
        }

        bool mayPass = question?.Answer ?? request.Verdict == AgentVerdict.Pass;
        question = null;
        if (mayPass)
        {
            awaitsAnswer = true;
            written = 0;
            return true;
        }

        requests.Clear();
        _ = answers.Feed(AgentRequest.Failure);
        return true;
    }

    private bool TrySend()
    {
        IoResult result = socket!.Write(requests.Message[written..]);
        written += result.Count;
        IsOver = !result.IsDone && result.Status != IoStatus.WouldBlock;
        return result.IsDone;
    }

    private void ReadAnswer()
    {
        Span<byte> buffer = stackalloc byte[ReadMax];
        while (!answers.IsWhole && !IsOver)
        {
            IoResult result = socket!.Read(buffer);
            if (result.Status == IoStatus.WouldBlock)
            {
                return;
            }

            // It has gone, or it speaks without being asked.
            IsOver = !result.IsDone || result.Count == 0 || !awaitsAnswer || IsSending || answers.Feed(buffer[..result.Count]) < result.Count || answers.IsMalformed;
        }
    }

    private bool TryPassAnswer()
    {
        if (awaitsAnswer)
        {
            names.Learn(answers.Message);
            awaitsAnswer = false;
            requests.Clear();
            written = 0;
        }

        written += stream.Write(answers.Message[written..]);
        if (written < answers.Message.Length)
        {
            return false;
        }

        written = 0;
        answers.Clear();
        return true;
    }

    private void End(bool isInOrder)
    {
        if (isInOrder)
        {
            stream.Finish();
            isFinishedInOrder = IsOver = true;
        }
    }
}
