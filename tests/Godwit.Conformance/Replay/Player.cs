using Godwit.Terminal;

namespace Godwit.Conformance.Replay;

/// <summary>Feeds a recording to a server's emulator, cut as one likes, and tells of each place where the screen is looked at.</summary>
internal static class Player
{
    /// <param name="recording">The recording.</param>
    /// <param name="cut">How many octets to feed next, of those that are there; at least 1.</param>
    /// <param name="visit">Called at each place with its name.</param>
    public static void Play(Recording recording, Func<int, int> cut, Action<string, Emulator> visit)
    {
        (int columns, int rows) = recording.FirstSize;
        var emulator = new Emulator(columns, rows, EmulatorOptions.Server);
        foreach (RecordingStep step in recording.Steps)
        {
            if (step.Size is { } size)
            {
                emulator.Resize(size.Columns, size.Rows);
            }

            if (step.Check is { } name)
            {
                visit(name, emulator);
            }

            ReadOnlySpan<byte> left = step.Output;
            while (!left.IsEmpty)
            {
                int length = Math.Clamp(cut(left.Length), 1, left.Length);
                emulator.Write(left[..length]);
                emulator.ClearReplies();
                left = left[length..];
            }
        }
    }
}
