using Godwit.Platform;

namespace Godwit.Cli.Demo;

/// <summary>Environments of the processes that the demo starts.</summary>
internal static class DemoEnvironment
{
    /// <summary>The terminal that we emulate, and that a server announces when it is told of 256 colours.</summary>
    public const string TerminalType = "xterm-256color";

    // A server whose client was killed ends after this many seconds: long for people who close the laptop in the middle of an
    // interactive demo, short for a script.
    private const string InteractiveTimeout = "86400";
    private const string ScriptTimeout = "60";
    private const string TimeoutVariable = "MOSH_SERVER_NETWORK_TMOUT";

    /// <summary>For a session that the user types into: the user's own, with an end for a server that was left alone.</summary>
    public static EnvironmentBlock ForUser()
    {
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        if (environment.Get(TimeoutVariable) is null)
        {
            environment.Set(TimeoutVariable, InteractiveTimeout);
        }

        return environment;
    }

    /// <summary>For the script: a shell that looks the same everywhere, with no start-up file and no history.</summary>
    public static EnvironmentBlock ForScript()
    {
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        environment.Remove("ENV"); // A start-up file could change the prompt.
        environment.Set("PS1", DemoScript.Prompt);
        environment.Set("HISTFILE", "/dev/null");
        environment.Set("LC_ALL", "C.UTF-8");
        environment.Set("TERM", TerminalType);
        environment.Set(TimeoutVariable, ScriptTimeout);
        return environment;
    }

    /// <summary>The same with the key of a session, for its client.</summary>
    public static EnvironmentBlock WithKey(EnvironmentBlock environment, string key)
    {
        environment.Set("MOSH_KEY", key);
        return environment;
    }
}
