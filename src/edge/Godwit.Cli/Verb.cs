namespace Godwit.Cli;

/// <summary>The first words of <c>godwit</c> that name a command and no host.</summary>
internal static class Verb
{
    /// <summary><c>godwit server</c>.</summary>
    public const string Server = "server";

    /// <summary><c>godwit client</c>.</summary>
    public const string Client = "client";

    /// <summary><c>godwit demo</c>.</summary>
    public const string Demo = "demo";

    /// <summary><c>godwit ls</c>.</summary>
    public const string List = "ls";

    /// <summary><c>godwit status</c>.</summary>
    public const string Status = "status";

    /// <summary><c>godwit kill</c>.</summary>
    public const string Kill = "kill";

    /// <summary><c>godwit config</c>.</summary>
    public const string Config = "config";

    /// <summary><c>godwit install</c>.</summary>
    public const string Install = "install";

    /// <summary><c>godwit doctor</c>.</summary>
    public const string Doctor = "doctor";

    /// <summary><c>godwit reset</c>.</summary>
    public const string Reset = "reset";

    /// <summary><c>godwit completion</c>.</summary>
    public const string Completion = "completion";

    /// <summary><c>godwit exec</c>.</summary>
    public const string Exec = "exec";

    /// <summary><c>godwit forward</c>.</summary>
    public const string Forward = "forward";

    /// <summary><c>godwit help</c>.</summary>
    public const string Help = "help";
}
