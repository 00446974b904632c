namespace Godwit.Cli;

/// <summary>Exit statuses that we choose ourselves.</summary>
internal static class ExitCode
{
    /// <summary>All is well, or an answer was printed.</summary>
    public const int Success = 0;

    /// <summary>Anything that went wrong and has no status of its own.</summary>
    public const int Failure = 1;

    /// <summary>Wrong arguments to one of our tools (<c>demo</c>, <c>bench</c>).</summary>
    public const int BadUsage = 2;

    /// <summary>A shell's status for a program that is not there; ours too if the far side has no server.</summary>
    public const int CommandNotFound = 127;

    /// <summary>A shell's status for a file that cannot be executed.</summary>
    public const int CommandNotExecutable = 126;

    /// <summary>ssh's own status for its own failure; ours too if ssh failed.</summary>
    public const int SshFailed = 255;
}
