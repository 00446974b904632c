using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>
/// Messages to people, straight to the descriptors: <c>System.Console</c> would set up encodings, terminal settings and signal
/// handlers that a program of a few milliseconds has no use for.
/// </summary>
internal static class Print
{
    /// <summary>Writes a text, with its line ends, to standard output.</summary>
    /// <param name="text">May be empty.</param>
    public static void Output(string text)
    {
        if (text.Length > 0)
        {
            _ = FileDescriptor.WriteText(FileDescriptor.StandardOutput, text);
        }
    }

    /// <summary>Writes a text, with its line ends, to standard error.</summary>
    /// <param name="text">May be empty.</param>
    public static void Error(string text)
    {
        if (text.Length > 0)
        {
            _ = FileDescriptor.WriteText(FileDescriptor.StandardError, text);
        }
    }
}
