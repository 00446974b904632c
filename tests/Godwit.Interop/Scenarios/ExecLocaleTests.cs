using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>A command without a terminal has octets, and no characters: the locale of whoever starts it is no matter.</summary>
public sealed class ExecLocaleTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Locales =>
    [
        "LC_ALL=C", "LC_ALL=POSIX", "LANG=de_DE.ISO-8859-1", "LC_ALL=ja_JP.eucJP", "LC_CTYPE=zh_TW.BIG5|LANG=C", "LC_MESSAGES=ru_RU.KOI8-R|LC_ALL=", "LANG=nonsense/../locale", "",
    ];

    /// <summary>Neither end complains, though the host has none of them but C and POSIX, and every octet arrives as it is, in all three streams.</summary>
    [Theory]
    [MemberData(nameof(Locales))]
    public async Task Exec_ForeignLocale_OctetsAreOctets(string variables)
    {
        await using CommandHost host = await OpenAsync(variables);
        ChildResult result = await host.RunHereAsync($$"""
            printf "$(printf '\\%03o' $(seq 0 255))" >given
            {{host.Exec}} $1 'tee /dev/stderr; exit 3' <given >got 2>complaints; echo $?
            cmp given got; cmp given complaints
            """);
        Assert.Equal("3\n", result.Output);
        Assert.Equal("", Complaints(result.Error));
    }

    /// <summary>Words of more than ASCII are names of files as often as not, and old names are not even UTF-8.</summary>
    [Theory]
    [MemberData(nameof(Locales))]
    public async Task Exec_ForeignLocale_WordsArriveUnchanged(string variables)
    {
        await using CommandHost host = await OpenAsync(variables);
        ChildResult result = await host.RunHereAsync($$"""
            word=$(printf 'g\303\274nstig \343\201\202 \374\377\200')
            {{host.Exec}} $1 "printf %s '$word'" | od -An -tx1; {{host.Ssh.Command}} -n $1 "printf %s '$word'" | od -An -tx1
            """);
        const string Octets = " 67 c3 bc 6e 73 74 69 67 20 e3 81 82 20 fc ff 80\n";
        Assert.Equal(Octets + Octets, result.Output);
        Assert.Equal("", Complaints(result.Error));
    }

    /// <summary>A locale that the host does not have is not put upon its programs, though its login says nothing of one.</summary>
    [Theory]
    [InlineData("LC_ALL=ja_JP.eucJP")]
    [InlineData("LANG=nonsense/../locale")]
    [InlineData("LC_CTYPE=zh_TW.BIG5|LANG=tlh_KX.UTF-8")]
    [InlineData("LC_ALL=tlh_KX.UTF-8")]
    public async Task Exec_LocaleThatTheHostLacks_IsLeftOut(string variables)
    {
        await using CommandHost host = await OpenAsync(variables);
        ChildResult result = await ChildProcess.RunAsync(
            new ChildStart(host.Exec, [$"--server=env -u LC_ALL {host.Godwit} server", host.Name, "env | grep -e ^LANG -e ^LC_; locale charmap"], host.Environment), Limit);
        Assert.Equal((0, "LC_CTYPE=C.UTF-8\nUTF-8\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    // Whoever calls has these variables, and no others of a locale.
    private static async Task<CommandHost> OpenAsync(string variables)
    {
        CommandHost host = await CommandHost.OpenAsync();
        host.Environment.Remove("LC_ALL");
        foreach (string variable in variables.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = variable.IndexOf('=', StringComparison.Ordinal);
            host.Environment[variable[..equals]] = variable[(equals + 1)..];
        }

        return host;
    }

    // This machine's own bash says so when it starts.
    private static string Complaints(string error) =>
        string.Join('\n', error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains("setlocale", StringComparison.Ordinal)));
}
