namespace Godwit.Client;

/// <summary>The client as a program: takes over the user's terminal, runs the session to its end, and gives the terminal back.</summary>
public static class ClientProgram
{
    /// <summary>Runs a client until the session ends.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <returns>The exit status of the process: 0 for a clean end (between Godwits the command's own status), 1 otherwise.</returns>
    public static int Run(ClientSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return 1;
    }
}
