using System.Globalization;

namespace Godwit.Cli;

/// <summary>The words after the server's name, unquoted: <c>new -c 256 -s … -- command</c> (spec 04 section 2.2).</summary>
internal static class ServerArguments
{
    /// <summary>Stock's servers give 256 colours only to those who say exactly that.</summary>
    private const int ManyColors = 256;

    /// <summary>What to tell a server of the terminal's colours, so that TERM there is xterm-256color from 256 colours on.</summary>
    /// <param name="colors">From terminfo; negative if the entry does not say.</param>
    public static int ColorsFor(int colors) => Math.Clamp(colors, 0, ManyColors);

    /// <summary>Puts the words together.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="colors">Colours of the user's terminal.</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    public static List<string> Build(ConnectOptions options, int colors, Func<string, string?> environment)
    {
        List<string> words = ["new", "-c", colors.ToString(CultureInfo.InvariantCulture)];
        AddBinding(words, options);
        if (options.Ports is { } ports)
        {
            words.AddRange(["-p", ports]);
        }

        foreach (var name in LocaleVariables.Names)
        {
            if (environment(name) is { } value)
            {
                words.AddRange(["-l", $"{name}={value}"]);
            }
        }

        if (options.Command.Count > 0)
        {
            words.Add("--");
            words.AddRange(options.Command);
        }

        return words;
    }

    private static void AddBinding(List<string> words, ConnectOptions options)
    {
        if (options.BindServer.Equals(ConnectOptions.BindToAny, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (!options.BindServer.Equals(ConnectOptions.BindToSshAddress, StringComparison.OrdinalIgnoreCase))
        {
            words.AddRange(["-i", options.BindServer]);
        }
        else if (options.IsLocal)
        {
            words.AddRange(["-i", options.Host]);
        }
        else
        {
            words.Add("-s");
        }
    }
}
