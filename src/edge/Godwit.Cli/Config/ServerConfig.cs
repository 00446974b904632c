using System.Globalization;
using Godwit.Platform;
using Godwit.Server;

namespace Godwit.Cli;

/// <summary>
/// What the administrator says in <c>/etc/godwit/server.conf</c>: what holds where the command line says nothing, and limits that hold in any case.
/// A line that is not understood is left out with a warning: a slip must leave nobody without a session.
/// </summary>
internal sealed class ServerConfig
{
    // More sessions than a machine has ports.
    private const int MaxSessionsMax = 65535;

    private const string Port = "Port";
    private const string Address = "BindAddress";
    private const string Time = "Ttl";
    private const string Sessions = "MaxSessions";

    private bool hasPort;
    private int? timeToLive;

    /// <summary>Lowest UDP port to try.</summary>
    public int PortLow { get; private set; } = new ServerSettings().PortLow;

    /// <summary>Highest UDP port to try.</summary>
    public int PortHigh { get; private set; } = new ServerSettings().PortHigh;

    /// <summary>Numeric address to listen on; null for all.</summary>
    public string? BindAddress { get; private set; }

    /// <summary>Seconds for which a lost and idle session is kept, if the user does not ask for less; 0 for ever.</summary>
    public int TimeToLive => timeToLive ?? ServerSettings.TimeToLiveDefault;

    /// <summary>How many sessions a user may have at a time; 0 for any number.</summary>
    public int MaxSessions { get; private set; }

    /// <summary>Reads the administrator's file.</summary>
    /// <param name="warnings">What is wrong with it, as sentences with line ends; empty if nothing is.</param>
    public static ServerConfig Load(out string warnings)
    {
        List<string> problems = [];
        var config = new ServerConfig();
        if (ConfigFiles.Read(ConfigFiles.Server, mustExist: false, problems) is { } text)
        {
            config.Add(ConfigFiles.Server, text, problems);
        }

        warnings = string.Concat(problems.Select(static problem => "godwit server: " + problem));
        return config;
    }

    /// <summary>Adds the lines of a file; the first value for a keyword counts.</summary>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="problems">Receives a sentence with file, line and line end for each line that is left out.</param>
    public void Add(string path, ReadOnlySpan<byte> text, List<string> problems)
    {
        foreach (ConfigLine line in ConfigLine.Read(path, text, problems))
        {
            string problem = Add(line);
            if (problem.Length > 0)
            {
                problems.Add(line.Complain(problem));
            }
        }
    }

    /// <summary>The time that a user gets who asks for one: that, or less where the administrator has set a limit.</summary>
    /// <param name="seconds">What is asked for; 0 for ever.</param>
    public int Limit(int seconds) => timeToLive is { } limit and > 0 && (seconds == 0 || seconds > limit) ? limit : seconds;

    private string Add(ConfigLine line)
    {
        if (line.Words is not [var value])
        {
            return $"{line.Keyword} takes one value";
        }

        string? problem = line.Is(Port) ? TakePort(value)
            : line.Is(Address) ? TakeAddress(value)
            : line.Is(Time) ? TakeTime(value)
            : line.Is(Sessions) ? TakeSessions(value)
            : null;
        return problem is null ? $"\"{line.Keyword}\" is not a keyword of this file; godwit.conf(5) lists them"
            : problem.Length > 0 ? $"{line.Keyword} {value} {problem}"
            : "";
    }

    private string TakePort(string value)
    {
        if (WrapperPorts.Check(value) is { Length: > 0 } reason)
        {
            return $"cannot be used: {reason}";
        }

        if (!hasPort)
        {
            _ = ServerPorts.Parse(value, out int low, out int high);
            (PortLow, PortHigh, hasPort) = (low, high, true);
        }

        return "";
    }

    private string TakeAddress(string value)
    {
        if (!UdpAddress.TryParse(value, 0, out _))
        {
            return "is not a numeric address";
        }

        BindAddress ??= value;
        return "";
    }

    private string TakeTime(string value)
    {
        if (!Duration.TryParse(value, out int seconds))
        {
            return $"is no time: {Duration.Choices}";
        }

        timeToLive ??= seconds;
        return "";
    }

    private string TakeSessions(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is 0 or > MaxSessionsMax)
        {
            return $"is not a number from 1 to {MaxSessionsMax}";
        }

        MaxSessions = MaxSessions == 0 ? number : MaxSessions;
        return "";
    }
}
