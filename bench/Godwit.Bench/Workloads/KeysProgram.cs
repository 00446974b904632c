namespace Godwit.Bench.Workloads;

/// <summary>
/// A small program that shows the time five times a second and echoes every key on a row of its own: bash for the one, cat for the other. The client's
/// screen then says when what it shows was written.
/// </summary>
internal static class KeysProgram
{
    /// <summary>The row with the time, from 0.</summary>
    public const int TimeRow = 2;

    /// <summary>The row on which keys are echoed, from 0.</summary>
    public const int EchoRow = 12;

    /// <summary>What precedes the echoed keys.</summary>
    public const string EchoMark = "keys: ";

    /// <summary>argv.</summary>
    public static IReadOnlyList<string> Command { get; } =
    [
        "/bin/bash", "--noprofile", "--norc", "-c",
        $$"""
        stty raw -echo opost onlcr
        printf '\033[2J\033[H{{TypingScript.Ready}}\033[{{EchoRow + 1}};1H{{EchoMark}}'
        {
          exec 9<> <(:) # Nothing ever comes from here: a wait that starts no process.
          while printf '\0337\033[{{TimeRow + 1}};1HT=%s\0338' "$EPOCHREALTIME"; do read -rt 0.2 -u 9 nothing; done
        } &
        exec cat
        """,
    ];
}
