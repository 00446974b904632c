using System.Buffers;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// The screen as the transport sees it (spec 03 section 3): what shows, plus the echo acknowledgement and, between Godwits,
/// how the command ended. The server's live state holds the emulator that the program writes to and is forked into frozen
/// screens; the client's states each hold an emulator of their own, because diffs are applied by running them through it.
/// </summary>
public sealed class ScreenState : ISyncState<ScreenState>
{
    private readonly Emulator? emulator;
    private readonly FrameDiffer? frames;
    private readonly Screen? frozen;
    private readonly bool appliesDiffs;

    private ScreenState(Emulator? emulator, FrameDiffer? frames, Screen? frozen, bool appliesDiffs)
    {
        this.emulator = emulator;
        this.frames = frames;
        this.frozen = frozen;
        this.appliesDiffs = appliesDiffs;
    }

    /// <summary>What shows. Of a live state it changes with the next write; of a fork it never does.</summary>
    public Screen Screen => frozen ?? emulator!.Screen;

    /// <summary>The newest user state that the screen can be expected to reflect (spec 03 section 4).</summary>
    public ulong EchoAck { get; set; }

    /// <summary>
    /// How the command ended, as a shell reports it (0–255); null while it runs. Only between Godwits: set it only after
    /// negotiation, so that it never reaches a stock client.
    /// </summary>
    public int? ExitStatus { get; set; }

    /// <summary>The server's live screen.</summary>
    /// <param name="emulator">What the program writes to; owned by the caller.</param>
    /// <param name="frames">Writes the diffs for this client; shared by all forks.</param>
    public static ScreenState ForServer(Emulator emulator, FrameDiffer frames) => new(emulator, frames, null, appliesDiffs: false);

    /// <summary>The client's state 0.</summary>
    /// <param name="emulator">A blank emulator of the user's size that answers no queries; owned by the state.</param>
    public static ScreenState ForClient(Emulator emulator) => new(emulator, null, null, appliesDiffs: true);

    /// <inheritdoc/>
    public ScreenState Fork()
    {
        ScreenState fork = appliesDiffs
            ? new(emulator!.Fork(), null, null, appliesDiffs: true)
            : new(null, frames, Screen.Snapshot(), appliesDiffs: false);
        fork.EchoAck = EchoAck;
        fork.ExitStatus = ExitStatus;
        return fork;
    }

    /// <inheritdoc/>
    public bool ContentEquals(ScreenState other) =>
        EchoAck == other.EchoAck && ExitStatus == other.ExitStatus && Screen.ContentEquals(other.Screen);

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

        if (ExitStatus is { } status && from.ExitStatus is null)
        {
            writer.WriteExitStatus(status);
        }
    }

    /// <inheritdoc/>
    public bool TryApply(ReadOnlySpan<byte> diff)
    {
        if (!appliesDiffs)
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
    public void DropPrefix(ScreenState acknowledged)
    {
    }

    private void Apply(in HostInstruction instruction)
    {
        switch (instruction.Kind)
        {
            case HostInstructionKind.Bytes:
                emulator!.Write(instruction.Bytes);
                emulator.ClearReplies();
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
        }
    }
}
