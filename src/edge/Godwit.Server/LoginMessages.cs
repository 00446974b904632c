using System.Text;

namespace Godwit.Server;

/// <summary>What a login shows before the shell starts (spec 04 section 3.3): the messages of the day, and what is to be known of older sessions.</summary>
internal static class LoginMessages
{
    // More than any host says; a larger file is cut, not refused.
    private const int LengthMax = 64 * 1024;

    /// <summary>The messages, or nothing if the user has asked for quiet.</summary>
    /// <param name="home">The user's home directory.</param>
    /// <param name="notice">A line of ours after them; may be empty.</param>
    /// <param name="run">The folder with the dynamic message; <c>/run</c>, then <c>/var/run</c> when in service.</param>
    public static byte[] Read(string home, string notice, params ReadOnlySpan<string> run)
    {
        if (File.Exists(Path.Combine(home, ".hushlogin")))
        {
            return [];
        }

        byte[] dynamic = [];
        foreach (string folder in run)
        {
            if (TryRead(Path.Combine(folder, "motd.dynamic"), out dynamic))
            {
                break;
            }
        }

        _ = TryRead("/etc/motd", out byte[] message);
        return [.. dynamic, .. message, .. Encoding.UTF8.GetBytes(notice)];
    }

    private static bool TryRead(string path, out byte[] content)
    {
        content = [];
        try
        {
            using FileStream file = File.OpenRead(path);
            var buffer = new byte[Math.Min(file.Length, LengthMax)];
            file.ReadExactly(buffer);
            content = buffer;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // No message is no reason not to log in.
            return false;
        }
    }
}
