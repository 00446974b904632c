namespace Godwit.Terminal;

/// <summary>
/// Titles of one kind that programs put aside with <c>CSI 22 t</c> to take back with <c>CSI 23 t</c>. Icon names and window titles have a
/// stack each, so that pushing both and popping one after the other (or the reverse) gives back what was there.
/// </summary>
internal sealed class TitleStack
{
    /// <summary>Most titles kept, as in xterm: programs nest a few deep. The oldest goes when one more comes.</summary>
    public const int DepthMax = 10;

    // Null while empty, as it is almost always: the client copies it for every frame.
    private List<string>? entries;

    public TitleStack()
    {
    }

    public TitleStack(TitleStack source) => entries = source.entries is { Count: > 0 } some ? [.. some] : null;

    public void Clear() => entries = null;

    public void Push(string title)
    {
        entries ??= [];
        if (entries.Count == DepthMax)
        {
            entries.RemoveAt(0);
        }

        entries.Add(title);
    }

    /// <summary>The title put aside last, or <paramref name="current"/> if there is none.</summary>
    public string PopOr(string current)
    {
        if (entries is null or { Count: 0 })
        {
            return current;
        }

        string title = entries[^1];
        entries.RemoveAt(entries.Count - 1);
        return title;
    }
}
