using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>The parts of one end that have descriptors, served one after the other. Those that are added during a turn get theirs in it, too.</summary>
internal sealed class PartList : IDisposable
{
    private readonly List<IForwardPart> parts = [];

    /// <summary>How many.</summary>
    public int Count => parts.Count;

    /// <summary>How many of a kind.</summary>
    public int CountOf<TPart>()
    {
        int count = 0;
        foreach (IForwardPart part in parts)
        {
            count += part is TPart ? 1 : 0;
        }

        return count;
    }

    /// <summary>Those that have a name.</summary>
    public IEnumerable<IReportedPart> Reported => parts.OfType<IReportedPart>();

    /// <summary>When one of them wants a turn.</summary>
    public Instant Deadline
    {
        get
        {
            Instant deadline = Instant.Never;
            foreach (IForwardPart part in parts)
            {
                deadline = Instant.Min(deadline, part.Deadline);
            }

            return deadline;
        }
    }

    /// <summary>Adds a part; it is owned from now on.</summary>
    public void Add(IForwardPart part) => parts.Add(part);

    /// <summary>Watches all.</summary>
    public void AddTo(Poller poller)
    {
        foreach (IForwardPart part in parts)
        {
            part.AddTo(poller);
        }
    }

    /// <summary>Serves all, and lets go of those that are over.</summary>
    public void Turn(Instant now, Poller poller)
    {
        // By index: a listener adds to the list.
        for (int index = 0; index < parts.Count; index++)
        {
            parts[index].Turn(now, poller);
        }

        for (int index = parts.Count - 1; index >= 0; index--)
        {
            if (parts[index].IsOver)
            {
                parts[index].Dispose();
                parts.RemoveAt(index);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        parts.ForEach(part => part.Dispose());
        parts.Clear();
    }
}
