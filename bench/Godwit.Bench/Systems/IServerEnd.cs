namespace Godwit.Bench.Systems;

/// <summary>The server of a running session.</summary>
internal interface IServerEnd : IDisposable
{
    /// <summary>The process that does the work.</summary>
    int ProcessId { get; }

    /// <summary>Asks it to end, and returns at once.</summary>
    void Terminate();
}
