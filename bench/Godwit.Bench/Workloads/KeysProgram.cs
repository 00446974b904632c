namespace Godwit.Bench.Workloads;

/// <summary>
/// A small program that shows a frame with the time several times a second and echoes every key on a row of its own: bash, nothing else. The client's
/// screen then says when what it shows was written.
/// </summary>
internal static class KeysProgram
{
    /// <summary>Milliseconds between frames.</summary>
    public const double FrameMilliseconds = 200;

    /// <summary>The row on which keys are echoed, from 0.</summary>
    public const int EchoRow = 12;

    /// <summary>What precedes the echoed keys.</summary>
    public const string EchoMark = "keys: ";

    /// <summary>argv.</summary>
    /// <param name="ticks">Whether it shows frames; else it only echoes.</param>
    public static IReadOnlyList<string> Command(bool ticks)
    {
        // The builtin read is both the wait and the keyboard: no process is started for a frame.
        var tick = ticks ? @"printf '\033[3;1H%s' ""T=$EPOCHREALTIME""" : ":";
        var program = $$"""
            stty -echo; keys=; printf '\033[2J\033[H{{TypingScript.Ready}}\033[{{EchoRow + 1}};1H{{EchoMark}}'
            while :; do
              {{tick}}
              if IFS= read -rsn1 -t {{(ticks ? "0.2" : "60")}} key; then keys=$keys$key; printf '\033[{{EchoRow + 1}};1H{{EchoMark}}%s' "$keys"; fi
            done
            """;
        return ["/bin/bash", "--noprofile", "--norc", "-c", program];
    }
}
