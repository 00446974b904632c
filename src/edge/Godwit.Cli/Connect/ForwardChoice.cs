using System.Globalization;
using Godwit.Forwarding;

namespace Godwit.Cli;

/// <summary>What is forwarded: the command line's and ssh's configuration's wishes in one.</summary>
internal static class ForwardChoice
{
    private const string AgentVariable = "SSH_AUTH_SOCK";

    /// <summary>Puts them together.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="configuration">Of ssh for the host; null if it is not known.</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    /// <param name="problems">Sentences without a full stop, for what cannot be had.</param>
    public static ForwardSettings Of(ConnectOptions options, SshConfiguration? configuration, Func<string, string?> environment, out List<string> problems)
    {
        problems = [.. configuration?.Problems ?? []];
        bool isCleared = configuration?.IsOn("clearallforwardings") ?? false;
        // As ssh: what the command line asks for is cleared too.
        IReadOnlyList<ForwardSpec> asked = isCleared ? [] : options.Forwards;
        IReadOnlyList<ForwardSpec> configured = isCleared ? [] : configuration?.Forwards ?? [];
        string? configuredAgent = configuration?.Values.GetValueOrDefault("forwardagent") is { } said && said is not "no" ? said : null;
        bool asksForDisplay = options.ForwardsDisplay || (configuration?.IsOn("forwardx11") ?? false);
        string? agent = options.Agent == AgentWish.No ? null
            : options.ForwardsAgent ? UsersAgent(configuration, environment, problems)
            : configuredAgent is "yes" ? UsersAgent(configuration, environment, problems: null)
            : AgentAt(configuredAgent, environment);
        return new ForwardSettings
        {
            Forwards = [.. asked, .. configured],
            ExitsOnFailure = options.ExitsOnForwardFailure ?? configuration?.IsOn("exitonforwardfailure") ?? false,
            GatewayPorts = configuration?.IsOn("gatewayports") ?? false,
            ReplacesSockets = configuration?.IsOn("streamlocalbindunlink") ?? false,
            AgentPath = agent,
            Confirmation = agent is not null && options.Agent == AgentWish.Confirm ? Confirmation(options, environment) : null,
            Display = asksForDisplay ? Display(options, environment, problems) : null,
            IsDisplayTrusted = options.TrustsDisplay || (!options.ForwardsDisplay && (configuration?.IsOn("forwardx11trusted") ?? false)),
            DisplayTimeout = TimeSpan.FromSeconds(Seconds(configuration, "forwardx11timeout", 1200)),
            IsOptional = asked.Count == 0 && (!options.ForwardsAgent || options.AgentIsConfigured) && !options.ForwardsDisplay,
        };
    }

    /// <summary>What the server is to make before the session's first program starts.</summary>
    /// <param name="settings">What is forwarded.</param>
    /// <param name="kind">What the session is for.</param>
    public static string? Variable(ForwardSettings settings, SessionKind kind)
    {
        List<string> words = kind == SessionKind.Terminal ? [] : [Server.ServerSettings.RunsCommand];
        if (settings.AgentPath is not null)
        {
            words.Add(Server.ServerSettings.ForwardsAgent);
        }

        if (settings.Display is not null)
        {
            words.Add(Server.ServerSettings.ForwardsDisplay);
        }

        return words.Count == 0 ? null : string.Join(',', words);
    }

    // As ssh does for its own questions: on the terminal if there is one, unless the user wants the program, which needs a display to show itself on.
    private static AgentConfirmation Confirmation(ConnectOptions options, Func<string, string?> environment)
    {
        bool hasTerminal = options.Kind == SessionKind.Terminal;
        bool hasDisplay = environment("DISPLAY") is { Length: > 0 } || environment("WAYLAND_DISPLAY") is { Length: > 0 };
        string? program = environment("SSH_ASKPASS") is { Length: > 0 } named ? named : null;
        bool usesProgram = environment("SSH_ASKPASS_REQUIRE")?.ToLowerInvariant() switch
        {
            "force" => true,
            "never" => false,
            "prefer" => hasDisplay,
            _ => hasDisplay && !hasTerminal,
        };
        program = usesProgram ? program : null;
        return new AgentConfirmation { Host = options.HostName, Program = program, HasNobody = program is null && !hasTerminal };
    }

    // IdentityAgent names another one than the variable, or none.
    private static string? UsersAgent(SshConfiguration? configuration, Func<string, string?> environment, List<string>? problems)
    {
        string? named = configuration?.Values.GetValueOrDefault("identityagent");
        string? path = AgentAt(named is null or AgentVariable ? "$" + AgentVariable : named, environment);
        if (path is null)
        {
            problems?.Add(named is null or AgentVariable ? $"-A: no agent is running here ({AgentVariable} is not set)" : $"-A: there is no agent here (IdentityAgent is {named})");
        }

        return path;
    }

    // As ssh -G prints it: a path, or a variable that holds one.
    private static string? AgentAt(string? named, Func<string, string?> environment) => named switch
    {
        ['/', ..] => named,
        ['$', .. var variable] when environment(variable) is { Length: > 0 } path => path,
        _ => null,
    };

    private static string? Display(ConnectOptions options, Func<string, string?> environment, List<string> problems)
    {
        string? display = environment("DISPLAY") is { Length: > 0 } variable ? variable : null;
        if (display is null && options.ForwardsDisplay)
        {
            problems.Add($"{(options.TrustsDisplay ? "-Y" : "-X")}: there is no display here (DISPLAY is not set)");
        }

        return display;
    }

    private static int Seconds(SshConfiguration? configuration, string name, int otherwise) =>
        configuration is not null && configuration.Values.TryGetValue(name, out string? value) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : otherwise;
}
