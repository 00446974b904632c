namespace Godwit.Link;

/// <summary>A kind of link, with a name: what happens from client to server and what happens from server to client.</summary>
/// <param name="Name">The name the user types.</param>
/// <param name="Up">From client to server.</param>
/// <param name="Down">From server to client.</param>
public sealed partial record LinkProfile(string Name, LinkDirection Up, LinkDirection Down)
{
    /// <summary>A link that does the same both ways.</summary>
    /// <param name="name">The name the user types.</param>
    /// <param name="bothWays">One direction.</param>
    public static LinkProfile Symmetric(string name, LinkDirection bothWays) => new(name, bothWays, bothWays);

    /// <summary>The named link.</summary>
    /// <param name="name">Exactly as in <see cref="Names"/>.</param>
    /// <param name="profile">The link; a perfect one if there is none of that name.</param>
    /// <returns>False if there is no such link.</returns>
    public static bool TryFind(string name, out LinkProfile profile)
    {
        foreach (LinkProfile preset in Presets)
        {
            if (string.Equals(preset.Name, name, StringComparison.Ordinal))
            {
                profile = preset;
                return true;
            }
        }

        profile = Symmetric("perfect", new LinkDirection());
        return false;
    }
}
