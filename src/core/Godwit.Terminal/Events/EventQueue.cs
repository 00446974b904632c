namespace Godwit.Terminal;

/// <summary>Events that wait to be delivered. Bounded: what comes while it is full is dropped whole, never cut.</summary>
public sealed class EventQueue
{
    /// <summary>Events that may wait: a program that raises more between two turns is noise.</summary>
    public const int CountMax = 64;

    /// <summary>Characters that may wait: one clipboard of the largest size and some small ones.</summary>
    public const int CharactersMax = 2 * 1024 * 1024;

    private Queue<TerminalEvent>? waiting;
    private int characters;

    /// <summary>Number of events that were dropped so far.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Takes the oldest event.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TerminalEvent? taken)
    {
        taken = null;
        bool found = waiting is not null && waiting.TryDequeue(out taken);
        characters -= found ? SizeOf(taken!) : 0;
        return found;
    }

    internal void Add(TerminalEvent added)
    {
        int size = SizeOf(added);
        waiting ??= new Queue<TerminalEvent>();
        if (waiting.Count == CountMax || characters + size > CharactersMax)
        {
            DroppedCount++;
            return;
        }

        waiting.Enqueue(added);
        characters += size;
    }

    private static int SizeOf(TerminalEvent one) => one.Name.Length + one.Text.Length;
}
