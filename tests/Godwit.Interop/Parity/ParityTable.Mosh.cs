namespace Godwit.Interop.Parity;

/// <content><c>mosh</c>: what it starts ssh and the client with (spec 04 section 2).</content>
internal static partial class ParityTable
{
    private const string Address = @"MOSH IP 127.0.0.1\n";
    private const string Connect = "MOSH CONNECT 60001 ABCDEFGHIJKLMNOPQRSTUQ";

    /// <summary>Options that the wrapper takes, each in a whole session.</summary>
    private static ParityRow[] MoshOptions =>
    [
        Mosh("host"),
        Mosh("user@host"),
        Mosh("--", "host"),
        Mosh("--predict=adaptive", "host"),
        Mosh("--predict=always", "host"),
        Mosh("--predict=never", "host"),
        Mosh("--predict=experimental", "host"),
        Mosh("--predict", "never", "host"),
        Mosh("-a", "host"),
        Mosh("-n", "host"),
        Mosh("-a", "-n", "host"),
        Mosh("-n", "--predict=always", "host"),
        Mosh("-o", "host"),
        Mosh("--predict-overwrite", "host"),
        Mosh("--no-predict-overwrite", "host"),
        Mosh("-o", "--no-predict-overwrite", "host"),
        Mosh("-4", "host"),
        Mosh("-6", "host"),
        Mosh("--family=inet", "host"),
        Mosh("--family=inet6", "host"),
        Mosh("--family=auto", "host"),
        Mosh("--family=all", "host"),
        Mosh("--family=prefer-inet", "host"),
        Mosh("--family=prefer-inet6", "host"),
        Mosh("--family=INET", "host"),
        Mosh("--family=strange", "host"),
        Mosh("-p", "60010", "host"),
        Mosh("--port=60010:60020", "host"),
        Mosh("-p", "0", "host"),
        Mosh("-p", "5:5", "host"),
        Mosh("--bind-server=ssh", "host"),
        Mosh("--bind-server=SSH", "host"),
        Mosh("--bind-server=any", "host"),
        Mosh("--bind-server=ANY", "host"),
        Mosh("--bind-server=192.0.2.1", "host"),
        Mosh("--bind-server=2001:db8::1", "host"),
        Mosh("--bind-server=no address", "host"),
        Mosh("--server=env A=b mosh-server", "host"),
        Mosh("--ssh={ssh} -p 2222 -o 'A B' \"c\\\"d\" e\\ f", "host"),
        Mosh("--ssh-pty", "host"),
        Mosh("--no-ssh-pty", "host"),
        Mosh("--init", "host"),
        Mosh("--no-init", "host"),
        Mosh("--no-init", "--init", "host"),
        Mosh("--experimental-remote-ip=proxy", "host"),
        Mosh("--experimental-remote-ip=remote", "host"),
        Mosh("--experimental-remote-ip=remote", "-4", "host"),
        Mosh("--experimental-remote-ip=remote", "-6", "--no-ssh-pty", "u@host"),
        Mosh("--experimental-remote-ip=remote", "--family=all", "host"),
        Mosh("--experimental-remote-ip=local", "u@127.0.0.1").With("SAYS", Connect + @"\n"),
        Mosh("--experimental-remote-ip=local", "-6", "::1").With("SAYS", Connect + @"\n"),
        Mosh("--local", "--server={server}", "127.0.0.1").With("SAYS", Connect + @"\n"),
        Mosh("--local", "--server={server}", "--bind-server=any", "127.0.0.1").With("SAYS", Connect + @"\n"),
        Mosh("--local", "--server={server}", "::1", "ls", "it's").With("SAYS", Connect + @"\n").With("SSH_CONNECTION", "1 2 3 4"),

        // Short, with one dash, in any case, behind the host, the value as the next word.
        Mosh("-o", "--local", "--server={server}", "127.0.0.1").With("SAYS", Connect + @"\n"),
        Mosh("--experimental=local", "127.0.0.1").With("SAYS", Connect + @"\n"),
        Mosh("-predict=never", "host"),
        Mosh("--NO-INIT", "host"),
        Mosh("--noinit", "host"),
        Mosh("host", "-4"),
        Mosh("host", "-4", "ls"),
        Mosh("--bind", "any", "host"),
        Mosh("--fam=inet6", "host"),

        // Commands.
        Mosh("host", "ls"),
        Mosh("host", "--", "ls", "-l"),
        Mosh("--", "host", "ls", "-l"),
        Mosh("host", "ls", "--", "-l", "--"),
        Mosh("host", "--", "it's", "two  blanks", "$HOME", "\"q\"", "", "*", "back\\slash", "two\nlines", "naïve 日本", "a;b&c", "!", "-x", "\t"),

        // Variables.
        Mosh("host").With("MOSH_PREDICTION_DISPLAY", "always"),
        Mosh("-n", "host").With("MOSH_PREDICTION_DISPLAY", "always"),
        Mosh("host").With("MOSH_PREDICTION_OVERWRITE", "yes"),
        Mosh("--no-predict-overwrite", "host").With("MOSH_PREDICTION_OVERWRITE", "yes"),
        Mosh("host").With("MOSH_NO_TERM_INIT", "1"),
        Mosh("--init", "host").With("MOSH_NO_TERM_INIT", "1"),
        Mosh("host").With("MOSH_ESCAPE_KEY", "~").With("MOSH_TITLE_NOPREFIX", "1").With("MOSH_SERVER_NETWORK_TMOUT", "9"),
        Mosh("host").With("MOSH_KEY", "AAAAAAAAAAAAAAAAAAAAAA"),
        Mosh("host").With("LANG", null),
        Mosh("host").With("LANG", "C"),
        Mosh("host").With("LANG", "de_DE.UTF-8").With("LANGUAGE", "de:en").With("LC_CTYPE", "C.UTF-8").With("LC_ALL", "C.UTF-8").With("LC_TIME", "").With("LC_PAPER", "it's").With("LC_X", "x"),
        Mosh("host").With("SHELL", null),
        Mosh("host").With("HOME", null),
        Mosh("host").With("COLORS", "8"),
        Mosh("host").With("COLORS", "-1"),
        Mosh("host").With("COLORS", "0"),
        Mosh("host").With("COLORS", "junk"),
        Mosh("host").With("COLORS", ""),
        Mosh("host").With("COLORS", "88"),
        Mosh("host").With("COLORS", "16777216").Meaning(Reasons.ManyColors, Mosh("host").With("COLORS", "256")),
    ];

    private static ParityRow Mosh(params string[] words) =>
        new("mosh", [.. words.Any(word => word.StartsWith("--ssh={ssh} ", StringComparison.Ordinal)) ? [] : (string[])["--ssh={ssh}"], "--client={client}", .. words]);
}
