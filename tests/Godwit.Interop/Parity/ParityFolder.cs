using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>The folder of all runs; what they left behind is ended with it.</summary>
public sealed class ParityFolder : IAsyncDisposable
{
    internal TestFolder Whole { get; } = new();

    public ValueTask DisposeAsync() => Whole.DisposeAsync();
}
