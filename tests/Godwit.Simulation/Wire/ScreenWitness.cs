using Godwit.Conformance.Laws;
using Godwit.Crypto;
using Godwit.Display;
using Godwit.Sync;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Simulation.Wire;

/// <summary>What the server sends: each state number stands for one picture, whichever base it is reached from.</summary>
internal sealed class ScreenWitness : Witness
{
    private readonly SortedDictionary<ulong, Shown> states = [];
    private readonly DisplayCapabilities compared;
    private ulong echoAck;

    public ScreenWitness(WireRules rules, SessionKey key, int columns, int rows, DisplayCapabilities compared)
        : base(rules, key, Direction.ToClient)
    {
        this.compared = compared;

        // A copy that answers, so that what elicits an answer shows.
        states[StateNumber.Initial] = new Shown(new Emulator(columns, rows, EmulatorOptions.ClientCopy with { AnswerQueries = true }), 0, 0, null);
    }

    protected override void Apply(ulong from, ulong number, ReadOnlySpan<byte> diff, bool isKnown)
    {
        Shown before = states[from];
        var state = before with { Emulator = before.Emulator.Fork() };
        var reader = new HostMessageReader(diff);
        while (reader.TryRead(out HostInstruction instruction))
        {
            Act(ref state, instruction, number);
        }

        Require(!reader.IsMalformed, "a host message that cannot be read: a stock client aborts");
        if (isKnown)
        {
            Compare(number, states[number], state);
        }
        else
        {
            Require(state.EchoAck >= echoAck, $"the echo acknowledgement of state {number} is {state.EchoAck} after {echoAck}");
            echoAck = state.EchoAck;
        }

        states[number] = state;
    }

    protected override void Forget(ulong below)
    {
        while (states.First().Key < below)
        {
            states.Remove(states.First().Key);
        }
    }

    private void Act(ref Shown state, in HostInstruction instruction, ulong number)
    {
        switch (instruction.Kind)
        {
            case HostInstructionKind.Bytes:
                state.Emulator.Write(instruction.Bytes);
                Require(state.Emulator.Replies.IsEmpty, $"the bytes of state {number} elicit an answer: a stock client aborts");
                Require(instruction.Bytes.IndexOf("\e[?6h"u8) < 0, $"origin mode in state {number}: a stock client aborts");
                break;
            case HostInstructionKind.Resize:
                Require(instruction is { Columns: > 0, Rows: > 0 }, $"a size of {instruction.Columns}x{instruction.Rows}: a stock client aborts");
                state.Emulator.Resize(instruction.Columns, instruction.Rows);
                break;
            case HostInstructionKind.EchoAck:
                Require(instruction.EchoAck >= state.EchoAck, $"an echo acknowledgement of {instruction.EchoAck} after {state.EchoAck}: a stock client aborts");
                state = state with { EchoAck = instruction.EchoAck };
                break;
            default:
                Require(!Rules.ReceiverIsStock, $"{instruction.Kind} to a stock client");
                ActBeyondStock(ref state, instruction);
                break;
        }
    }

    private void ActBeyondStock(ref Shown state, in HostInstruction instruction)
    {
        if (instruction.Kind == HostInstructionKind.Event)
        {
            Require(instruction.Event.Number == state.EventEnd + 1, $"piece {instruction.Event.Number} of an event after {state.EventEnd}");
            state = state with { EventEnd = instruction.Event.Number };
        }
        else if (instruction.Kind == HostInstructionKind.ExitStatus)
        {
            state = state with { ExitStatus = instruction.ExitStatus };
        }
    }

    private void Compare(ulong number, in Shown earlier, in Shown now)
    {
        Require((earlier.EchoAck, earlier.EventEnd, earlier.ExitStatus) == (now.EchoAck, now.EventEnd, now.ExitStatus), $"state {number} is {now} and was {earlier}");
        if (earlier.Emulator.Screen.ContentEquals(now.Emulator.Screen))
        {
            return;
        }

        string? difference = PeerCopy.Difference(earlier.Emulator.Screen, now.Emulator.Screen, compared);
        Require(difference is null, $"state {number} shows something else than when it was sent before: {difference}");
    }

    private readonly record struct Shown(Emulator Emulator, ulong EchoAck, ulong EventEnd, int? ExitStatus);
}
