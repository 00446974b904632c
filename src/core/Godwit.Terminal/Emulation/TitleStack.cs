namespace Godwit.Terminal;

/// <summary>Titles that programs put aside with <c>CSI 22 t</c> to take back with <c>CSI 23 t</c>.</summary>
internal sealed class TitleStack
{
    /// <summary>Most titles kept, as in xterm: programs nest a few deep. The oldest goes when one more comes.</summary>
    public const int DepthMax = 10;

    private readonly List<(string Title, string IconName)> entries = [];

    public TitleStack()
    {
    }

    public TitleStack(TitleStack source) => entries.AddRange(source.entries);

    public void Clear() => entries.Clear();

    public void Push(string title, string iconName)
    {
        if (entries.Count == DepthMax)
        {
            entries.RemoveAt(0);
        }

        entries.Add((title, iconName));
    }

    /// <returns>False if nothing was put aside.</returns>
    public bool TryPop(out string title, out string iconName)
    {
        if (entries.Count == 0)
        {
            title = iconName = "";
            return false;
        }

        (title, iconName) = entries[^1];
        entries.RemoveAt(entries.Count - 1);
        return true;
    }
}
