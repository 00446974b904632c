namespace Godwit.Cli;

/// <summary>
/// What the configuration files of <c>godwit HOST</c> say. A line stands for a long option, and its value is held to the same rules. As in
/// ssh_config(5) the first value for an option counts, so the user's file comes before the system's, and what is for few hosts before what is for many.
/// </summary>
internal sealed class HostConfig
{
    private const string Host = "Host";
    private const string Yes = "yes";
    private const string No = "no";

    private static readonly string[] Everybody = ["*"];

    private readonly List<ConfigEntry> entries = [];

    /// <summary>How an option that is on or off is written.</summary>
    public static string Switch(bool isOn) => isOn ? Yes : No;

    /// <summary>Adds the lines of a file behind those that are there.</summary>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="problems">Receives a sentence with file, line and line end for each line that cannot be taken, for whatever host it is.</param>
    public void Add(string path, ReadOnlySpan<byte> text, List<string> problems)
    {
        entries.Add(new() { Patterns = Everybody }); // The last block of the file before ends with that file.
        foreach (ConfigLine line in ConfigLine.Read(path, text, problems))
        {
            string problem = Add(line);
            if (problem.Length > 0)
            {
                problems.Add(line.Complain(problem));
            }
        }
    }

    /// <summary>The options that are set for a host: each one once, but all variables that are to be sent.</summary>
    /// <param name="host">As the user named it, without user.</param>
    public List<ConfigEntry> For(string host)
    {
        List<ConfigEntry> found = [];
        ulong taken = 0;
        bool applies = true;
        foreach (ConfigEntry entry in entries)
        {
            if (entry.Spec is not { } spec)
            {
                applies = HostPatterns.Match(entry.Patterns, host);
                continue;
            }

            ulong bit = 1UL << (int)spec.Option;
            if (applies && ((taken & bit) == 0 || spec.Option == ConnectOption.SendEnv))
            {
                taken |= bit;
                found.Add(entry);
            }
        }

        return found;
    }

    private string Add(ConfigLine line)
    {
        if (line.Is(Host))
        {
            entries.Add(new() { Patterns = line.Words });
            return "";
        }

        if (Array.Find(ConnectCommandLine.GodwitSpecs, spec => spec.Keyword.Length > 0 && line.Is(spec.Keyword)) is not { } spec)
        {
            return $"\"{line.Keyword}\" is not a keyword; godwit.conf(5) lists them";
        }

        if (line.Words.Count > 1 && spec.Option != ConnectOption.SendEnv)
        {
            return $"{spec.Keyword} takes one value; if there are blanks in it, it needs quotes";
        }

        string value = string.Join(' ', line.Words);
        bool isSwitch = spec.Argument == OptionArgument.Negatable;
        bool isOn = !value.Equals(No, StringComparison.OrdinalIgnoreCase);
        if (isSwitch && isOn && !value.Equals(Yes, StringComparison.OrdinalIgnoreCase))
        {
            return $"{spec.Keyword} {value} is not known: {Yes} or {No}";
        }

        if (ConnectCommandLine.Problem(spec.Option, value) is { Length: > 0 } reason)
        {
            return $"{spec.Keyword} {value} {reason}";
        }

        entries.Add(new() { Spec = spec, Value = isSwitch ? "" : value, IsOn = !isSwitch || isOn });
        return "";
    }
}
