using System.Text;
using Godwit.Session;

namespace Godwit.Cli;

/// <summary>Options in the syntax of the configuration file, so that reading them again gives the same options.</summary>
internal static class ConfigText
{
    /// <summary>A line for each keyword that has a value; what is left out is not set.</summary>
    /// <param name="options">Options for a host.</param>
    /// <param name="environment">Looks a variable up; null if it is not set. Decides what the options leave to it.</param>
    public static string Format(ConnectOptions options, Func<string, string?> environment)
    {
        var text = new StringBuilder();
        foreach (OptionSpec spec in ConnectCommandLine.GodwitSpecs)
        {
            if (spec.Keyword.Length > 0 && Value(spec.Option, options, environment) is { Length: > 0 } value)
            {
                text.Append(spec.Keyword).Append(' ').Append(value).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string? Value(ConnectOption option, ConnectOptions options, Func<string, string?> environment) => option switch
    {
        ConnectOption.Client => Quote(options.Client),
        ConnectOption.Server => Quote(options.Server),
        ConnectOption.Predict => options.Prediction,
        ConnectOption.PredictOverwrite => HostConfig.Switch(options.PredictionOverwrites ?? environment(PredictionMode.OverwriteVariable) == "yes"),
        ConnectOption.Family => options.Family,
        ConnectOption.Port => options.Ports,
        ConnectOption.BindServer => options.ChoosesBinding ? options.BindServer : null,
        ConnectOption.Ssh => Quote(options.Ssh),
        ConnectOption.SshPty => HostConfig.Switch(options.SshPty ?? false),
        ConnectOption.Init => HostConfig.Switch(options.UsesAlternateScreen ?? environment(ClientLaunch.NoInitVariable) is null),
        ConnectOption.RemoteAddress => ConnectCommandLine.NameOf(options.RemoteAddress),
        ConnectOption.ClipboardRead => HostConfig.Switch(options.MayReadClipboard ?? environment(ClientLaunch.ClipboardVariable) is not null),
        ConnectOption.Ambiguous => AmbiguousWidth.NameOf(options.AmbiguousIsWide ?? AmbiguousWidth.IsWide(environment(AmbiguousWidth.Variable))),
        ConnectOption.Escape => Escape(options.Escape ?? EscapeKey.Parse(environment(ClientLaunch.EscapeVariable))),
        ConnectOption.Stats => Quote(options.StatsFile ?? environment(ClientLaunch.StatsVariable)),
        ConnectOption.Log => Quote(options.LogFile),
        ConnectOption.OnLost => Quote(options.OnLost),
        ConnectOption.OnResume => Quote(options.OnResume),
        ConnectOption.Install => ConnectCommandLine.NameOf(options.Install),
        ConnectOption.TimeToLive => options.TimeToLive,
        ConnectOption.SendEnv => string.Join(' ', options.SentVariables),
        ConnectOption.ForwardAgent => ConnectCommandLine.NameOf(options.Agent),
        ConnectOption.ExitOnForwardFailure => options.ExitsOnForwardFailure is { } exits ? HostConfig.Switch(exits) : null,
        _ => null,
    };

    // The variable can hold keys that the option cannot name, such as Esc.
    private static string? Escape(EscapeKey key)
    {
        string name = key.IsEnabled ? key.Name : "none";
        return EscapeKey.TryParseOption(name, out EscapeKey same) && same.Key == key.Key ? Quote(name) : null;
    }

    // Null for what no line can hold.
    private static string? Quote(string? value) =>
        value is null or "" || value.AsSpan().ContainsAny("\n\r") ? null
        : HasSpecial(value) ? ShellQuote.Word(value)
        : value;

    private static bool HasSpecial(string value)
    {
        foreach (var letter in value)
        {
            if (letter is ' ' or '\t' or '\'' or '"' or '\\' or '#' or '=')
            {
                return true;
            }
        }

        return false;
    }
}
