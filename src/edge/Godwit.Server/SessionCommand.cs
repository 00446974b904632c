namespace Godwit.Server;

/// <summary>The command of a session: the user's login shell, or what was asked for.</summary>
/// <param name="Program">What to execute; searched in PATH unless it has a slash.</param>
/// <param name="Arguments">The argument vector, the program's own name included.</param>
/// <param name="IsLogin">True for a login shell: the day's messages are shown before it starts.</param>
internal sealed record SessionCommand(string Program, IReadOnlyList<string> Arguments, bool IsLogin)
{
    /// <summary>Decides what to run (spec 04 section 3.2).</summary>
    /// <param name="command">The words of the command; null or empty for the login shell.</param>
    /// <param name="shellVariable">The variable SHELL, if set.</param>
    /// <param name="accountShell">The shell of the user's account, if known.</param>
    public static SessionCommand Choose(IReadOnlyList<string>? command, string? shellVariable, string? accountShell)
    {
        if (command is { Count: > 0 })
        {
            return new SessionCommand(command[0], command, IsLogin: false);
        }

        string shell = shellVariable ?? accountShell ?? "";
        shell = shell.Length == 0 ? "/bin/sh" : shell;
        string name = shell[(shell.LastIndexOf('/') + 1)..];
        return new SessionCommand(shell, ["-" + name], IsLogin: true);
    }
}
