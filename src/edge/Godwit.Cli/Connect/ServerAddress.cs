using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>Which address the client sends its datagrams to.</summary>
internal static class ServerAddress
{
    /// <summary>
    /// Chooses between what our resolver says and what the far side says. Agreement is best: of a host with several addresses it is the
    /// one that ssh reached. Behind a translated address the far side knows only its inner one: then ours counts. Through
    /// a jump host our resolver was not asked: then only the far side's is there.
    /// </summary>
    /// <param name="resolved">From our resolver, best first; may be empty.</param>
    /// <param name="reported">From the far side, numeric; null if it did not say.</param>
    /// <returns>A numeric address; null if there is none.</returns>
    public static string? Choose(IReadOnlyList<UdpAddress> resolved, string? reported)
    {
        if (reported is not null && UdpAddress.TryParse(reported, 0, out var far))
        {
            foreach (var address in resolved)
            {
                if (address.WithPort(0) == far)
                {
                    return reported;
                }
            }
        }

        return resolved.Count > 0 ? resolved[0].ToString() : reported;
    }
}
