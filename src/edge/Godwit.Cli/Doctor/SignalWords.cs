using System.Globalization;

namespace Godwit.Cli.Doctor;

/// <summary>Names of signals, by the numbers that Linux has on the machines that we run on.</summary>
internal static class SignalWords
{
    private const int Offset = 128;

    /// <summary>The signal in a status as a shell says it; 0 if it is an exit status.</summary>
    /// <param name="status">128 and the number of the signal, or less.</param>
    public static int Of(int status) => status is > Offset and < 255 ? status - Offset : 0;

    /// <summary>For example <c>SIGKILL (9)</c>.</summary>
    public static string Name(int signal)
    {
        string name = signal switch
        {
            1 => "SIGHUP",
            2 => "SIGINT",
            3 => "SIGQUIT",
            4 => "SIGILL",
            6 => "SIGABRT",
            7 => "SIGBUS",
            8 => "SIGFPE",
            9 => "SIGKILL",
            11 => "SIGSEGV",
            13 => "SIGPIPE",
            14 => "SIGALRM",
            15 => "SIGTERM",
            24 => "SIGXCPU",
            25 => "SIGXFSZ",
            31 => "SIGSYS",
            _ => "signal",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{name} ({signal})");
    }

    /// <summary>Where to look for who sent it.</summary>
    public static string Remedy(int signal, string host) => signal switch
    {
        9 => $"on {host} look for who did it: journalctl -k | grep -i \"killed process\" (out of memory), a limit of the service manager, an administrator",
        1 or 15 => $"on {host} look for what ends processes when a login ends: KillUserProcesses in /etc/systemd/logind.conf, a script at logout, a job that cleans up",
        24 or 25 => $"a limit of the user on {host} is too low: ulimit -a",
        31 => $"a sandbox on {host} forbids a system call that the server needs: journalctl -k | grep -i seccomp",
        _ => $"the server crashed: look for it on {host} with coredumpctl or in journalctl, and report it",
    };
}
