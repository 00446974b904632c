using System.Buffers;
using System.Text;

namespace Godwit.Sync.Tests;

public sealed class UserInputStateTests
{
    [Theory]
    [InlineData("0a061a0428503018")]
    [InlineData("0a06120422026162")]
    [InlineData("0a051203220161" + "0a061a0428503018" + "0a051203220162")]
    public void WriteDiff_OfAppliedMessage_IsTheSameMessage(string hex)
    {
        byte[] message = Convert.FromHexString(hex);
        var state = new UserInputState();

        Assert.True(state.TryApply(message));
        Assert.Equal(message, Diff(new UserInputState(), state));
    }

    [Fact]
    public void WriteDiff_KeysResizeKeys_AreThreeInstructions()
    {
        var state = new UserInputState();
        state.Append("ab"u8);
        state.AppendResize(80, 24);
        state.Append("c"u8);

        Assert.Equal("0a061204220261620a061a04285030180a051203220163", Convert.ToHexStringLower(Diff(new UserInputState(), state)));
    }

    [Fact]
    public void WriteDiff_ToItself_IsEmpty()
    {
        var state = new UserInputState();
        state.Append("abc"u8);
        Assert.Empty(Diff(state, state));
        Assert.True(state.ContentEquals(state.Fork()));
    }

    [Fact]
    public void TryApply_RandomHistories_ReproduceTheSender()
    {
        var random = new Random(7);
        for (int run = 0; run < 300; run++)
        {
            var sender = new UserInputState();
            List<UserInputState> sent = [sender.Fork()];
            List<UserInputState> received = [new UserInputState()];
            for (int step = 0; step < 30; step++)
            {
                Type(sender, random);
                sent.Add(sender.Fork());
                int from = random.Next(received.Count);
                UserInputState target = received[from].Fork();
                int baseIndex = sent.FindIndex(state => state.End == received[from].End);
                Assert.True(target.TryApply(Diff(sent[baseIndex], sender)));
                Assert.True(target.ContentEquals(sender));
                Assert.Equal(Text(sender), Text(target));
                received.Add(target);
            }
        }
    }

    [Fact]
    public void TryApply_HistoryThatContradictsWhatWasReceived_IsRefused()
    {
        var start = new UserInputState();
        UserInputState first = start.Fork();
        UserInputState other = start.Fork();

        Assert.True(first.TryApply(Convert.FromHexString("0a06120422026162")));
        Assert.False(other.TryApply(Convert.FromHexString("0a06120422026163")));
        Assert.Equal("ab", Text(first));
    }

    [Fact]
    public void TryApply_BaseOlderThanWhatWasReleased_SkipsWhatWasExecuted()
    {
        var start = new UserInputState();
        UserInputState first = start.Fork();
        Assert.True(first.TryApply(Convert.FromHexString("0a06120422026162")));
        first.Release(2);

        UserInputState second = start.Fork();
        Assert.True(second.TryApply(Convert.FromHexString("0a0712052203616263")));
        Assert.Equal(3, second.End);
        Assert.Equal("c", Text(second));
    }

    [Fact]
    public void TryApply_RandomOctets_NeverThrowsAndLeavesStateUsable()
    {
        var random = new Random(11);
        var state = new UserInputState();
        for (int run = 0; run < 20_000; run++)
        {
            var noise = new byte[random.Next(24)];
            random.NextBytes(noise);
            state.Fork().TryApply(noise);
        }

        Assert.Equal(0, state.End);
    }

    [Theory]
    [InlineData("0a0c1a0428503018" + "9a3e0108" + "01")]
    [InlineData("c23e01ff")]
    [InlineData("0a00")]
    public void TryApply_UnknownFields_AreSkippedOrRefusedWithoutEffect(string hex)
    {
        var state = new UserInputState();
        state.TryApply(Convert.FromHexString(hex));
        Assert.InRange(state.End, 0, 1);
    }

    [Fact]
    public void DropPrefix_AfterAcknowledgement_ReleasesMemory()
    {
        var live = new UserInputState();
        live.Append(new byte[100_000]);
        UserInputState acknowledged = live.Fork();
        live.Append("x"u8);

        live.DropPrefix(acknowledged);

        Assert.Equal(1, live.Held);
        Assert.Equal("0a051203220178", Convert.ToHexStringLower(Diff(acknowledged, live)));
    }

    private static void Type(UserInputState state, Random random)
    {
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            if (random.Next(4) == 0)
            {
                state.AppendResize(random.Next(1, 300), random.Next(1, 100));
            }
            else
            {
                var keys = new byte[random.Next(1, 20)];
                random.NextBytes(keys);
                state.Append(keys);
            }
        }
    }

    private static byte[] Diff(UserInputState from, UserInputState to)
    {
        var output = new ArrayBufferWriter<byte>();
        to.WriteDiff(from, output);
        return output.WrittenSpan.ToArray();
    }

    private static string Text(UserInputState state)
    {
        var text = new StringBuilder();
        long position = 0;
        while (state.TryRead(ref position, out UserEvent userEvent))
        {
            text.Append(userEvent.Kind == UserEventKind.Resize
                ? $"<{userEvent.Columns}x{userEvent.Rows}>"
                : Encoding.Latin1.GetString(userEvent.Octets));
        }

        return text.ToString();
    }
}
