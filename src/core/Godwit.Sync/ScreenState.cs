using System.Buffers;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// The screen as the transport sees it (spec 03 section 3): what shows, plus the echo acknowledgement and, between Godwits,
/// events, bells, what is known of the program and how the command ended. The server's live state holds the emulator that the program writes to and is forked into frozen
/// screens; the client's states each hold an emulator of their own, because diffs are applied by running them through it.
/// </summary>
public sealed class ScreenState : ISyncState<ScreenState>
{
    private readonly Emulator? emulator;
    private readonly FrameDiffer? frames;
    private readonly EventOutbox? outbox;
    private readonly EventInbox? inbox;

    // Forks that were released, shared by all of a server's: the next ones, so that a frame allocates nothing.
    private readonly Stack<ScreenState>? spares;
    private Screen? frozen;

    private ScreenState(Emulator emulator, EventInbox inbox)
    {
        this.emulator = emulator;
        this.inbox = inbox;
    }

    private ScreenState(Emulator? emulator, FrameDiffer frames, EventOutbox outbox, Stack<ScreenState> spares)
    {
        this.emulator = emulator;
        this.frames = frames;
        this.outbox = outbox;
        this.spares = spares;
    }

    /// <summary>What shows. Of a live state it changes with the next write; of a fork it never does.</summary>
    public Screen Screen => frozen ?? Held ?? emulator!.Screen;

    /// <summary>What a live state shows instead of the emulator's screen, while a program is in the middle of an update; or null.</summary>
    public Screen? Held { get; set; }

    /// <summary>
    /// Number of the newest piece of an event that belongs to this state. Only between Godwits: 0 until then, so that it never reaches a
    /// stock client.
    /// </summary>
    public ulong EventEnd { get; set; }

    /// <summary>Number of bells so far, as far as the client is to know. Only between Godwits; a stock client hears them in the frames.</summary>
    public uint BellCount { get; set; }

    /// <summary>The newest user state that the screen can be expected to reflect (spec 03 section 4).</summary>
    public ulong EchoAck { get; set; }

    /// <summary>
    /// What is known of the program that reads the keys. Only between Godwits: unknown until then, so that it never reaches a stock client.
    /// </summary>
    public ProgramState Program { get; set; }

    /// <summary>
    /// How the command ended, as a shell reports it (0–255); null while it runs. Only between Godwits: set it only after
    /// negotiation, so that it never reaches a stock client.
    /// </summary>
    public int? ExitStatus { get; set; }

    /// <summary>The server's live screen.</summary>
    /// <param name="emulator">What the program writes to; owned by the caller.</param>
    /// <param name="frames">Writes the diffs for this client; shared by all forks.</param>
    /// <param name="outbox">Events for this client; shared by all forks.</param>
    public static ScreenState ForServer(Emulator emulator, FrameDiffer frames, EventOutbox outbox) =>
        new(emulator, frames, outbox, new Stack<ScreenState>());

    /// <summary>The client's state 0.</summary>
    /// <param name="emulator">A blank emulator of the user's size that answers no queries; owned by the state.</param>
    /// <param name="inbox">Receives the server's events; shared by all forks.</param>
    public static ScreenState ForClient(Emulator emulator, EventInbox inbox) => new(emulator, inbox);

    /// <inheritdoc/>
    public ScreenState Fork()
    {
        ScreenState? fork = null;
        if (inbox is not null)
        {
            fork = new ScreenState(emulator!.Fork(), inbox);
        }
        else if (!spares!.TryPop(out fork))
        {
            fork = new ScreenState(null, frames!, outbox!, spares);
        }

        fork.frozen = inbox is not null ? null : (frozen ?? Held)?.Keep() ?? emulator!.Screen.Snapshot();
        fork.EchoAck = EchoAck;
        fork.EventEnd = EventEnd;
        fork.BellCount = BellCount;
        fork.Program = Program;
        fork.ExitStatus = ExitStatus;
        return fork;
    }

    /// <inheritdoc/>
    public bool ContentEquals(ScreenState other) =>
        EchoAck == other.EchoAck
        && ExitStatus == other.ExitStatus
        && EventEnd == other.EventEnd
        && BellCount == other.BellCount
        && Program == other.Program
        && Screen.ContentEquals(other.Screen);

    /// <inheritdoc/>
    public void WriteDiff(ScreenState from, IBufferWriter<byte> output)
    {
        var writer = new HostMessageWriter(output);
        if (EchoAck != from.EchoAck)
        {
            writer.WriteEchoAck(EchoAck);
        }

        Screen shown = from.Screen;
        Screen wanted = Screen;
        if (shown.Width != wanted.Width || shown.Height != wanted.Height)
        {
            writer.WriteResize(wanted.Width, wanted.Height);
        }

        ReadOnlySpan<byte> bytes = frames!.Diff(shown, wanted);
        if (!bytes.IsEmpty)
        {
            writer.WriteBytes(bytes);
        }

        for (ulong number = from.EventEnd + 1; number <= EventEnd && outbox!.TryGet(number, out EventPiece piece); number++)
        {
            writer.WriteEvent(piece);
        }

        if (BellCount != from.BellCount)
        {
            writer.WriteBell(BellCount);
        }

        if (Program != from.Program)
        {
            writer.WriteProgram(Program);
        }

        if (ExitStatus is { } status && from.ExitStatus is null)
        {
            writer.WriteExitStatus(status);
        }
    }

    /// <inheritdoc/>
    public bool TryApply(ReadOnlySpan<byte> diff)
    {
        if (inbox is null)
        {
            return false;
        }

        var reader = new HostMessageReader(diff);
        while (reader.TryRead(out HostInstruction instruction))
        {
            Apply(instruction);
        }

        return !reader.IsMalformed;
    }

    /// <inheritdoc/>
    public void Release()
    {
        if (frozen is not null)
        {
            frozen.Release();
            frozen = null;
            spares!.Push(this);
        }
    }

    /// <inheritdoc/>
    public long Weight(ScreenState? newer) => emulator?.Weight(newer?.emulator) ?? 0;

    /// <inheritdoc/>
    public void DropPrefix(ScreenState acknowledged) => outbox?.Acknowledge(acknowledged.EventEnd);

    private void Apply(in HostInstruction instruction)
    {
        switch (instruction.Kind)
        {
            case HostInstructionKind.Bytes:
                emulator!.Write(instruction.Bytes);
                emulator.ClearReplies();
                while (emulator.Events.TryTake(out _))
                {
                    // A copy answers nothing and raises nothing.
                }

                break;
            case HostInstructionKind.Resize when instruction is { Columns: > 0, Rows: > 0 }:
                emulator!.Resize(instruction.Columns, instruction.Rows);
                break;
            case HostInstructionKind.EchoAck:
                // A server that goes back in time is wrong, but a lower number only delays the judgement of predictions.
                EchoAck = Math.Max(EchoAck, instruction.EchoAck);
                break;
            case HostInstructionKind.ExitStatus:
                ExitStatus = instruction.ExitStatus;
                break;
            case HostInstructionKind.Event:
                inbox!.Add(instruction.Event);
                EventEnd = Math.Max(EventEnd, instruction.Event.Number);
                break;
            case HostInstructionKind.Bell:
                BellCount = instruction.BellCount;
                emulator!.SetBellCount(BellCount);
                break;
            case HostInstructionKind.Program:
                Program = instruction.Program;
                break;
        }
    }
}
