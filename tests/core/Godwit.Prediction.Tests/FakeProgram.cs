using System.Text;

namespace Godwit.Prediction.Tests;

/// <summary>A program at the far end: what it prints when a key reaches it, and how long it takes.</summary>
internal sealed class FakeProgram
{
    /// <summary>Milliseconds from a key to its answer.</summary>
    public int Latency { get; init; }

    /// <summary>The answer to some input.</summary>
    public required Func<string, string> Answer { get; init; }

    /// <summary>Printed before the first key.</summary>
    public string Start { get; init; } = "";

    /// <summary>What the server would tell of the terminal now; unknown as of a stock server.</summary>
    public Func<TruthAtServer> Truth { get; init; } = () => default;

    /// <summary>Echoes what it reads, as the kernel does: no line ends, no editing.</summary>
    public static FakeProgram Echo(int latency = 0) => new() { Latency = latency, Answer = input => input };

    /// <summary>Reads and says nothing.</summary>
    public static FakeProgram Silent() => new() { Answer = _ => "" };

    public byte[] Reply(ReadOnlySpan<byte> input) => Encoding.UTF8.GetBytes(Answer(Encoding.UTF8.GetString(input)));
}
