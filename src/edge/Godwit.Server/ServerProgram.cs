namespace Godwit.Server;

/// <summary>The server as a program: binds, prints the connect line, detaches, and runs the session to its end.</summary>
public static class ServerProgram
{
    /// <summary>Runs a server. Returns in the process that the user started, after the connect line was printed.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <returns>The exit status of the process.</returns>
    public static int Run(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return 1;
    }

    /// <summary>
    /// Runs the detached half: called when the program finds that it was started by <see cref="Run"/> (first argument
    /// <see cref="DetachedArgument"/>).
    /// </summary>
    /// <returns>The exit status of the process.</returns>
    public static int RunDetached() => 1;

    /// <summary>First argument of the detached half; not for users.</summary>
    public const string DetachedArgument = "--godwit-detached-server";
}
