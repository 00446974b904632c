using System.Globalization;

namespace Godwit.Interop.Harness;

/// <summary>A program that asks for a password, as a script in the home directory.</summary>
/// <param name="Name">Of the script.</param>
/// <param name="Script">For bash.</param>
/// <param name="Asks">What it shows when it asks; empty if nothing.</param>
/// <param name="ReadsLines">It uses the terminal's lines without echo, so it can be seen at the server that it asks.</param>
/// <param name="Leaves">Keys that end it, or each of its questions.</param>
internal sealed record PasswordPrompt(string Name, string Script, string Asks, bool ReadsLines = true, string Leaves = "\x03");

/// <summary>Real programs that ask, each in its own way.</summary>
internal static class PasswordPrompts
{
    // Root is asked for nothing: the ones that only ask others run as somebody else.
    private const string AsNobody = "setpriv --reuid=nobody --regid=nogroup --clear-groups ";

    /// <summary>Those that are installed.</summary>
    /// <param name="folder">Of the test.</param>
    /// <param name="sshConfig">Reaches an sshd of the test.</param>
    /// <param name="webPort">A web server on 127.0.0.1 that wants a password.</param>
    public static IReadOnlyList<PasswordPrompt> All(TestFolder folder, string sshConfig, int webPort)
    {
        string python = Programs.Installed("python3", "python3");
        string git = Programs.Installed("git", "git");
        string sudo = Programs.Installed("sudo", "sudo");
        string su = Programs.Installed("su", "util-linux");
        string passwd = Programs.Installed("passwd", "passwd");
        bool isRoot = Environment.UserName == "root";
        string other = isRoot ? AsNobody : "";
        return
        [
            new("ask-read", "read -s -p 'Word: ' word", "Word:"),
            new("ask-silently", "read -s word", ""),
            new("ask-stty", "stty -echo; printf 'Enter password: '; read word; stty echo", "Enter password:"),
            new("ask-getpass", $"exec {python} -c \"import getpass; getpass.getpass()\"", "Password:"),
            new("ask-kinit", $"exec {python} -c \"import getpass; getpass.getpass('Password for somebody@EXAMPLE.ORG: ')\"", "Password for somebody"),
            new("ask-sudo", $"exec {other}{sudo} -k -p 'Code: ' true", "Code:"),
            new("ask-ssh", AskSsh(folder, sshConfig), "Enter passphrase"),
            new("ask-git", string.Create(CultureInfo.InvariantCulture, $"exec {git} -c credential.helper= ls-remote http://somebody@127.0.0.1:{webPort}/x"), "Password for"),
            new("ask-passwd", isRoot ? $"exec {passwd} nobody" : $"exec {passwd}", "assword:", Leaves: "\r"),
            new("ask-su", $"exec {other}{su}", "Password:", Leaves: "\r"),
        ];
    }

    /// <summary>ssh to this machine with a key that has a passphrase. It is asked for only when the server would take the key.</summary>
    private static string AskSsh(TestFolder folder, string sshConfig)
    {
        string keygen = Programs.Installed("ssh-keygen", "openssh-client");
        string ssh = Programs.Installed("ssh", "openssh-client");
        string key = folder["locked_key"];
        string config = folder.Write("locked_config", File.ReadAllText(sshConfig).Replace(folder["user_key"], key, StringComparison.Ordinal));
        string make = $"{keygen} -q -t ed25519 -N not-this-one -f {key} && cat {key}.pub >>{folder["user_key.pub"]}";
        return $"[ -e {key} ] || {{ {make}; }}; exec {ssh} -F {config} 127.0.0.1";
    }

    /// <summary>The one that draws a window and shows an asterisk for each key.</summary>
    public static PasswordPrompt Pinentry()
    {
        string gpg = Programs.Installed("gpg", "gnupg");
        string pinentry = Programs.Installed("pinentry-curses", "pinentry-curses");
        string script = $"""
            export GNUPGHOME=$HOME/gpg GPG_TTY=$(tty)
            mkdir -p -m 700 $GNUPGHOME
            echo pinentry-program {pinentry} > $GNUPGHOME/gpg-agent.conf
            exec {gpg} -q -c -o /dev/null /etc/hostname
            """;
        return new("ask-pinentry", script, "Passphrase:", ReadsLines: false, Leaves: "\t\t\r");
    }
}
