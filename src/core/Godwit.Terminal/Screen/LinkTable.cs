namespace Godwit.Terminal;

/// <summary>Interned hyperlinks (OSC 8): parameters and target, each verbatim. Index 0 is "no link". Append-only, bounded by its pool's owner.</summary>
public sealed class LinkTable
{
    private readonly Dictionary<(string Parameters, string Target), int> indices = [];
    private readonly List<(string Parameters, string Target)> links = [("", "")];

    /// <summary>Number of links, "none" included.</summary>
    public int Count => links.Count;

    /// <summary>Characters that all links take together: links differ in size by far more than styles and clusters do.</summary>
    public int TextLength { get; private set; }

    /// <summary>The parameters (for example <c>id=x</c>) and the target of a link.</summary>
    public (string Parameters, string Target) this[int index] => links[index];

    /// <summary>The index of a link, adding it if it is new. An empty target is no link.</summary>
    public int Intern(string parameters, string target)
    {
        if (target.Length == 0)
        {
            return 0;
        }

        if (!indices.TryGetValue((parameters, target), out int index))
        {
            index = links.Count;
            links.Add((parameters, target));
            TextLength += parameters.Length + target.Length;
            indices.Add((parameters, target), index);
        }

        return index;
    }

    /// <summary>Back to "no link" only.</summary>
    internal void Clear()
    {
        indices.Clear();
        links.RemoveRange(1, links.Count - 1);
        TextLength = 0;
    }
}
