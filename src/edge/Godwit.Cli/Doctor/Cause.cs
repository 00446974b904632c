namespace Godwit.Cli.Doctor;

/// <summary>Names of what can be wrong, as <c>--json</c> has them.</summary>
internal static class Cause
{
    public const string UnknownHost = "unknown-host";
    public const string SshMissing = "ssh-missing";
    public const string SshRefused = "ssh-refused";
    public const string SshTimeout = "ssh-timeout";
    public const string SshUnreachable = "ssh-unreachable";
    public const string SshDenied = "ssh-denied";
    public const string SshHostKey = "ssh-host-key";
    public const string SshClosed = "ssh-closed";
    public const string SshFailed = "ssh-failed";
    public const string ShellRefused = "shell-refused";
    public const string NoServer = "no-server";
    public const string NotExecutable = "server-not-executable";
    public const string BadPort = "server-refuses-port";
    public const string BadReply = "bad-reply";
    public const string ServerSilent = "server-silent";
    public const string ServerKilled = "server-killed";
    public const string ServerExited = "server-exited";
    public const string ServerGone = "server-gone";
    public const string NoAddress = "no-address";
    public const string NoRoute = "no-route";
    public const string BlockedHere = "blocked-outbound-here";
    public const string BlockedOnTheWay = "blocked-on-the-way";
    public const string BlockedThere = "blocked-inbound-there";
    public const string Rejected = "rejected";
    public const string AnswersBlocked = "answers-blocked";
    public const string AnswersBlockedHere = "answers-blocked-here";
    public const string NothingListens = "nothing-listens";
    public const string WrongKey = "wrong-key";
    public const string WrongVersion = "wrong-version";
    public const string NoAnswer = "no-answer";
    public const string MtuHole = "mtu-hole";
    public const string Interrupted = "interrupted";
    public const string Lossy = "lossy";
    public const string EndsWithLogin = "server-ends-with-login";
    public const string ClockOff = "clock-off";
    public const string OlderServer = "server-is-older";
    public const string Terminal = "terminal";
    public const string KillUserProcesses = "kill-user-processes";
}
