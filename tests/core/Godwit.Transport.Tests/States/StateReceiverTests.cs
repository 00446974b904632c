using System.Buffers;

namespace Godwit.Transport.Tests.States;

/// <summary>How much of a peer's object is kept.</summary>
public sealed class StateReceiverTests
{
    private static readonly Instant Start = new(1_000_000);

    /// <summary>The oldest stays, because the peer knows us to have it, and the newest; those between go, oldest first.</summary>
    [Fact]
    public void Receive_MoreThanMayBeHeld_ForgetsTheOldestButOne()
    {
        var receiver = new StateReceiver<Load>(Start, new Load(0));
        const int Each = 64 * 1024 * 1024;
        for (ulong number = 1; number <= 20; number++)
        {
            Assert.Equal(ReceiveOutcome.Advanced, Receive(receiver, number - 1, number, Each));
            Assert.Equal(number, receiver.NewestNumber);
            Assert.InRange(receiver.Weight, 0, StateReceiver<Load>.WeightMax);
        }

        Assert.Equal(5, receiver.Count);
        Assert.Equal(ReceiveOutcome.UnknownBase, Receive(receiver, 3, 21, Each));
        Assert.Equal(ReceiveOutcome.Advanced, Receive(receiver, 0, 21, Each));
        Assert.Equal(ReceiveOutcome.Advanced, Receive(receiver, 21, 22, Each));
    }

    [Fact]
    public void Receive_TwoThatAreEachTooHeavy_AreKept()
    {
        var receiver = new StateReceiver<Load>(Start, new Load(0));
        Assert.Equal(ReceiveOutcome.Advanced, Receive(receiver, 0, 1, int.MaxValue));
        Assert.Equal(ReceiveOutcome.Advanced, Receive(receiver, 1, 2, int.MaxValue, throwaway: 1));
        Assert.Equal((2, 2ul), (receiver.Count, receiver.NewestNumber));
    }

    [Fact]
    public void Receive_AThousandOrdinaryStates_AreAllKept()
    {
        var receiver = new StateReceiver<Load>(Start, new Load(0));
        for (ulong number = 1; number <= 1000; number++)
        {
            Receive(receiver, number - 1, number, 256 * 1024);
        }

        Assert.Equal(1001, receiver.Count);
    }

    private static ReceiveOutcome Receive(StateReceiver<Load> receiver, ulong old, ulong number, int weight, ulong throwaway = 0)
    {
        var instruction = new Instruction { OldNumber = old, NewNumber = number, ThrowawayNumber = throwaway, Diff = BitConverter.GetBytes(weight) };
        return receiver.Receive(Start, instruction, []);
    }

    /// <summary>Weighs what its diff says.</summary>
    private sealed class Load(int weight) : ISyncState<Load>
    {
        private int own = weight;

        public Load Fork() => new(own);

        public bool ContentEquals(Load other) => own == other.own;

        public void WriteDiff(Load from, IBufferWriter<byte> output) => output.Write(BitConverter.GetBytes(own));

        public bool TryApply(ReadOnlySpan<byte> diff)
        {
            own = BitConverter.ToInt32(diff);
            return true;
        }

        public void DropPrefix(Load acknowledged)
        {
        }

        public long Weight(Load? newer) => own;
    }
}
