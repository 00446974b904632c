using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>The folder of all runs, with the recorders in it; what the runs left behind is ended with it.</summary>
public sealed class ParityFolder : IAsyncLifetime
{
    internal TestFolder Whole { get; } = new();

    public async ValueTask InitializeAsync() => await Recorders.WriteAsync(Whole);

    public ValueTask DisposeAsync() => Whole.DisposeAsync();
}
