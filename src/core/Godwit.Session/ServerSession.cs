using System.Buffers;
using Godwit.Crypto;
using Godwit.Sync;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// The server's end of a session: the program's screen, and the clients attached to it. Owns no socket, pty or clock. Each
/// turn the edge feeds what arrived (<see cref="HandleDatagram"/>, <see cref="HandleOutput"/>, <see cref="HandleProgram"/>), takes what the program is to
/// read (<see cref="Input"/>, <see cref="TryTakeResize"/>), calls <see cref="Update"/>, and then <see cref="TryTransmit"/>
/// until it returns false.
/// </summary>
public sealed partial class ServerSession : IDisposable
{
    /// <summary>
    /// Input waiting for a program that does not read. Beyond it new user states are not accepted, so the client keeps them
    /// and stops reading its terminal: a paste of any size needs bounded memory here.
    /// </summary>
    public const int InputMax = 256 * 1024;

    /// <summary>Input waiting beyond which replies to queries are dropped: far more than any program asks before it reads.</summary>
    private const int RepliesMax = 64 * 1024;

    /// <summary>Octets of output in one turn that count as the whole of what the program had to say.</summary>
    private const int WholeOutputMax = 1024;

    /// <summary>How long more output waits for what belongs to it; stock waits 8 ms for everything.</summary>
    private const int CollectionDelayMs = 3;

    private readonly ServerOptions options;
    private readonly Emulator emulator;
    private readonly InputTranslator translator = new();
    private readonly ArrayBufferWriter<byte> translated = new();
    private readonly InputQueue input = new();
    private readonly List<Attachment> attachments = [];
    private readonly byte[] scratch = new byte[DatagramCipher.MaxDatagramLength];
    private (int Columns, int Rows)? resize;
    private int? exitStatus;
    private int outputOctets;
    private ProgramState program;

    /// <summary>A session without clients.</summary>
    /// <param name="options">Size and limits.</param>
    public ServerSession(ServerOptions options)
    {
        this.options = options;
        emulator = new Emulator(options.Columns, options.Rows, options.Emulator) { KeepsHeldFrame = true };
    }

    /// <summary>The clients, in order of attachment. The list is the design's (section 4); today a session has one.</summary>
    public IReadOnlyList<Attachment> Attachments => attachments;

    /// <summary>What the program shows now.</summary>
    public Screen Screen => emulator.Screen;

    /// <summary>The program's terminal; for tests that look behind the screen.</summary>
    internal Emulator Emulator => emulator;

    /// <summary>What the program is to read: the user's keys and the terminal's replies, in order. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Input => input.Octets;

    /// <summary>True once a client has said anything: the command may start.</summary>
    public bool HasBeenAttached { get; private set; }

    /// <summary>True once the end of the session has been announced.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Adds a client.</summary>
    /// <param name="key">Its fresh key; used here only.</param>
    /// <param name="chaffSeed"><see cref="ConnectionOptions.ChaffSeedLength"/> octets from the system's generator.</param>
    /// <param name="now">The time of this turn.</param>
    public Attachment Attach(SessionKey key, ReadOnlyMemory<byte> chaffSeed, Instant now)
    {
        var attachment = new Attachment(key, options, emulator, chaffSeed, now);
        attachments.Add(attachment);
        attachment.Hold(held);
        return attachment;
    }

    /// <summary>Feeds a datagram from the network.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="ecn">The congestion mark it carried.</param>
    /// <param name="datagram">Decrypted in place.</param>
    /// <param name="attachment">Whose it is, if it is authentic.</param>
    /// <returns>What became of it; on <see cref="DatagramOutcome.Newest"/> the attachment's address is where it came from.</returns>
    public DatagramOutcome HandleDatagram(Instant now, Ecn ecn, Span<byte> datagram, out Attachment? attachment)
    {
        for (int index = 0; index < attachments.Count; index++)
        {
            attachment = attachments[index];
            attachment.Connection.AcceptsStates = input.Octets.Length < InputMax;

            // Opening destroys the octets, so all but the last client get a copy to try.
            Span<byte> attempt = datagram;
            if (index < attachments.Count - 1)
            {
                attempt = scratch.AsSpan(0, Math.Min(datagram.Length, scratch.Length));
                datagram[..attempt.Length].CopyTo(attempt);
            }

            DatagramOutcome outcome = attachment.Connection.HandleDatagram(now, ecn, attempt);
            if (outcome != DatagramOutcome.Dropped)
            {
                attachment.HandleStreams(now, outcome, attempt);
                HandleOutcome(attachment, outcome, now);
                return outcome;
            }
        }

        attachment = null;
        return DatagramOutcome.Dropped;
    }

    /// <summary>Feeds what the program wrote.</summary>
    public void HandleOutput(ReadOnlySpan<byte> output)
    {
        emulator.Write(output);
        outputOctets += output.Length;
        attachments.ForEach(static attachment => attachment.NoteOutput());
        MarkScreenChanged();
        TakeReplies();
    }

    /// <summary>Takes what is known of the program; read this turn, after its output, so that no screen is told with what was before it.</summary>
    public void HandleProgram(in ProgramState state) => program = state;

    /// <summary>Drops input that the program has read.</summary>
    public void ConsumeInput(int octets)
    {
        input.Consume(octets);
        HandOver();
    }

    /// <summary>Throws away input that nobody will read any more.</summary>
    public void DiscardInput() => input.Consume(input.Octets.Length);

    /// <summary>The newest window size that the program has not been told, if any.</summary>
    public bool TryTakeResize(out int columns, out int rows)
    {
        (columns, rows) = resize ?? default;
        bool taken = resize is not null;
        resize = null;
        return taken;
    }

    /// <summary>True when nothing is left to do for any client.</summary>
    public bool IsFinished(Instant now) => attachments.TrueForAll(attachment => attachment.Connection.IsFinished(now));

    /// <inheritdoc/>
    public void Dispose() => attachments.ForEach(attachment => attachment.Dispose());

    /// <summary>Announces the end of the session to every client.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="status">How the command ended, 0–255; null if it did not.</param>
    public void BeginShutdown(Instant now, int? status)
    {
        exitStatus ??= status;
        IsClosing = true;
        EndHold();
        EndModes();
        TakeEvents(now);
        foreach (Attachment attachment in attachments)
        {
            attachment.PublishLastEvents(now);
            attachment.PublishExit(exitStatus);
            attachment.Connection.BeginShutdown(now);
        }
    }

    /// <summary>Once a turn, after all input: holds frames back or lets them go, moves events and echo acknowledgements on.</summary>
    public void Update(Instant now)
    {
        if (IsClosing)
        {
            return;
        }

        outputOctets = 0;
        HandOver();
        UpdateFacts(now);
        bool isNewPicture = UpdateHold(now);
        TakeEvents(now);
        foreach (Attachment attachment in attachments)
        {
            attachment.UpdateEvents(now);
            if (isNewPicture)
            {
                attachment.UpdateAnswers(now, program, isHeld: held is not null);
            }
            else
            {
                attachment.UpdateHeldAnswers(now, program);
            }
        }
    }

    /// <summary>Writes the next datagram that is due.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="datagram">At least <see cref="DatagramCipher.MaxDatagramLength"/> octets.</param>
    /// <param name="length">Its length.</param>
    /// <param name="to">The client it is for.</param>
    /// <returns>False if nothing is due.</returns>
    public bool TryTransmit(Instant now, Span<byte> datagram, out int length, out Attachment? to)
    {
        for (int index = 0; index < attachments.Count; index++)
        {
            to = attachments[index];
            if (to.TryTransmit(now, datagram, out length))
            {
                return true;
            }
        }

        length = 0;
        to = null;
        return false;
    }

    /// <summary>When the session next wants a turn if nothing arrives.</summary>
    public Instant NextDeadline(Instant now)
    {
        Instant next = IsClosing ? Instant.Never : FactsDeadline;
        foreach (Attachment attachment in attachments)
        {
            next = Instant.Min(next, attachment.NextDeadline(now));
            if (!IsClosing)
            {
                next = Instant.Min(next, attachment.EventDeadline);
                next = Instant.Min(next, held is null ? attachment.AnswerDeadline : Instant.Never);
            }
        }

        return held is null ? next : Instant.Min(next, heldUntil);
    }

    /// <summary>
    /// What the program set and did not take back, so that the last frame does: a stock client leaves paste and focus reports on in the
    /// user's terminal, and the next shell gets them.
    /// </summary>
    private void EndModes()
    {
        emulator.EndModes();
        MarkScreenChanged();
    }

    /// <summary>From here on what the program writes can be its answer to what it was given.</summary>
    private void HandOver()
    {
        if (input.Octets.IsEmpty)
        {
            attachments.ForEach(static attachment => attachment.HandOver());
        }
    }

    private void TakeReplies()
    {
        // A program that asks and never reads must neither grow the queue nor lock the user's keys out.
        if (input.Octets.Length < RepliesMax)
        {
            input.Append(emulator.Replies);
        }

        emulator.ClearReplies();
    }

    private void TakeEvents(Instant now)
    {
        while (emulator.Events.TryTake(out TerminalEvent? taken))
        {
            foreach (Attachment attachment in attachments)
            {
                attachment.AddEvent(taken, now);
            }
        }
    }

    private void HandleOutcome(Attachment attachment, DatagramOutcome outcome, Instant now)
    {
        if (outcome.HasFlag(DatagramOutcome.StateAdvanced))
        {
            attachment.AdoptFeatures();
            ExpectFacts(attachment, now);
            HasBeenAttached = true;
            Execute(attachment, now);
        }
    }

    private void MarkScreenChanged()
    {
        // What a turn read is all that the program had written. If that was little, the program has paused: an echo, a prompt. If it was much, there
        // may be more to the same picture.
        int collectionDelay = outputOctets <= WholeOutputMax ? 0 : CollectionDelayMs;
        foreach (Attachment attachment in attachments)
        {
            attachment.MarkScreenChanged(collectionDelay);
        }
    }
}
