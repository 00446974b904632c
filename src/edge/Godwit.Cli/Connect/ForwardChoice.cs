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
        IReadOnlyList<ForwardSpec> configured = isCleared ? [] : configuration?.Forwards ?? [];
        bool asksForAgent = options.ForwardsAgent || (configuration?.IsOn("forwardagent") ?? false);
        bool asksForDisplay = options.ForwardsDisplay || (configuration?.IsOn("forwardx11") ?? false);
        return new ForwardSettings
        {
            Forwards = [.. options.Forwards, .. configured],
            ExitsOnFailure = options.ExitsOnForwardFailure ?? configuration?.IsOn("exitonforwardfailure") ?? false,
            GatewayPorts = configuration?.IsOn("gatewayports") ?? false,
            ReplacesSockets = configuration?.IsOn("streamlocalbindunlink") ?? false,
            AgentPath = asksForAgent ? Agent(options, configuration, environment, problems) : null,
            Display = asksForDisplay ? Display(options, environment, problems) : null,
            IsDisplayTrusted = options.TrustsDisplay || (!options.ForwardsDisplay && (configuration?.IsOn("forwardx11trusted") ?? false)),
            DisplayTimeout = TimeSpan.FromSeconds(Seconds(configuration, "forwardx11timeout", 1200)),
            IsOptional = options.Forwards.Count == 0 && !options.ForwardsAgent && !options.ForwardsDisplay,
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

    // IdentityAgent names another one than the variable; ForwardAgent in ssh's configuration may, too.
    private static string? Agent(ConnectOptions options, SshConfiguration? configuration, Func<string, string?> environment, List<string> problems)
    {
        string? named = configuration is not null && configuration.Values.TryGetValue("identityagent", out string? value) && value is ['/', ..] ? value : null;
        string? path = named ?? (environment(AgentVariable) is { Length: > 0 } variable ? variable : null);
        if (path is null && options.ForwardsAgent)
        {
            problems.Add("-A: no agent is running here (SSH_AUTH_SOCK is not set)");
        }

        return path;
    }

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
