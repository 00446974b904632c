using Godwit.Crypto;
using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Simulation.Wire;

/// <summary>What the client sends: each state goes on with the ones before, octet for octet.</summary>
internal sealed class InputWitness : Witness
{
    private readonly SortedDictionary<ulong, UserInputState> states = new() { [StateNumber.Initial] = new() };

    public InputWitness(WireRules rules, SessionKey key)
        : base(rules, key, Direction.ToServer)
    {
    }

    protected override void Apply(ulong from, ulong number, ReadOnlySpan<byte> diff, bool isKnown)
    {
        Check(diff);
        UserInputState state = states[from].Fork();
        Require(state.TryApply(diff), $"state {number} contradicts what was sent before: a stock server aborts");
        if (isKnown)
        {
            Require(state.End == states[number].End, $"state {number} has {state.End} events and had {states[number].End}");
        }

        states[number] = state;
    }

    protected override void Forget(ulong below)
    {
        while (states.First().Key < below)
        {
            states.Remove(states.First().Key);
        }

        UserInputState oldest = states.First().Value;
        oldest.DropPrefix(oldest);
    }

    private void Check(ReadOnlySpan<byte> diff)
    {
        var reader = new UserMessageReader(diff);
        while (reader.TryRead(out UserEvent userEvent))
        {
            Require(userEvent.Kind != UserEventKind.Resize || userEvent is { Columns: > 0, Rows: > 0 }, $"a size of {userEvent.Columns}x{userEvent.Rows}: a stock server aborts");
            Require(userEvent.Facts is null || !Rules.ReceiverIsStock, "facts to a stock server");
        }

        Require(!reader.IsMalformed, "a user message that cannot be read: a stock server aborts");
    }
}
