namespace Godwit.Platform;

/// <summary>What this process was started with.</summary>
public static class ProcessArguments
{
    private const char Replacement = '\uFFFD';

    /// <summary>The arguments octet by octet, as <see cref="OctetText"/> has them: the runtime puts U+FFFD where they are not UTF-8.</summary>
    /// <param name="decoded">What the runtime made of them.</param>
    /// <returns>The same if nothing was lost, or what was lost cannot be had.</returns>
    public static string[] Exact(string[] decoded)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        if (!Array.Exists(decoded, static argument => argument.Contains(Replacement)))
        {
            return decoded;
        }

        try
        {
            // Each is ended by a zero; before them is the program, and perhaps what runs it.
            string[] all = OctetText.Decode(File.ReadAllBytes("/proc/self/cmdline")).Split('\0');
            return all.Length > decoded.Length ? all[^(decoded.Length + 1)..^1] : decoded;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return decoded;
        }
    }
}
