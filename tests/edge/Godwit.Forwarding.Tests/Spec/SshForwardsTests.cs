using System.Diagnostics;

namespace Godwit.Forwarding.Tests.Spec;

public class SshForwardsTests
{
    [Fact]
    public void Read_Output_GivesTheForwardings()
    {
        const string Output = """
            host example
            forwardagent no
            localforward [127.0.0.1]:8080 [host]:80
            localforward 8081 [fe80::1]:80
            localforward []:8082 [host]:80
            localforward /tmp/a b [host]:80
            dynamicforward 1080
            dynamicforward [*]:1081
            remoteforward 9000 [host]:80
            remoteforward 1080 [socks]:0
            remoteforward 1082
            remoteforward /tmp/r:x /tmp/t

            """;
        IEnumerable<string> shown = SshForwards.Read(Output, out IReadOnlyList<string> problems).Select(forward => forward.ToString());
        Assert.Equal(
            [
                "-L 127.0.0.1:8080:host:80", "-L 8081:[fe80::1]:80", "-L *:8082:host:80", "-L /tmp/a b:host:80", "-D 1080", "-D *:1081", "-R 9000:host:80", "-R 1080",
                "-R 1082", @"-R /tmp/r\:x:/tmp/t",
            ],
            shown);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("localforward 8080")]
    [InlineData("localforward 8080 host")]
    [InlineData("localforward 0 [h]:80")]
    [InlineData("localforward [x:8080 [h]:80")]
    [InlineData("localforward 8080 []:80")]
    [InlineData("localforward 8080 [socks]:0")]
    [InlineData("dynamicforward 1080 x")]
    [InlineData("remoteforward x")]
    public void Read_LineThatIsNotUnderstood_IsNamed(string line)
    {
        Assert.Empty(SshForwards.Read($"host x\n{line}\n", out IReadOnlyList<string> problems));
        Assert.Equal($"ssh -G says \"{line}\", which is not understood", Assert.Single(problems));
    }

    // The phantom of OpenSSH 9.2 goes, a dynamic forwarding that was asked for at another place stays.
    [Fact]
    public void Read_RealSshWithPathsAndDynamics_NoPhantoms()
    {
        string output = RunSsh(out int status, "-L", "3:/x", "-L", "/tmp/a:/tmp/b", "-D", "4", "-R", "5");
        Assert.Equal(0, status);
        IEnumerable<string> shown = SshForwards.Read(output, out _).Select(forward => forward.ToString());
        Assert.Equal(["-D 4", "-L /tmp/a:/tmp/b", "-L 3:/x", "-R 5"], shown.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-L", "8080:host:80")]
    [InlineData("-L", "127.0.0.1:8080:host:80")]
    [InlineData("-L", "*:8080:h:80")]
    [InlineData("-L", ":8080:h:80")]
    [InlineData("-L", "[]:8080:h:80")]
    [InlineData("-L", "[::1]:8080:[fe80::1]:80")]
    [InlineData("-L", "localhost:8080:h:80")]
    [InlineData("-L", " 8080:h:80")]
    [InlineData("-L", "08080:h:80")]
    [InlineData("-L", "8080:h:65535")]
    [InlineData("-L", "[8080]:[h]:[80]")]
    [InlineData("-L", "1:2:3")]
    [InlineData("-L", "1:2:3:4")]
    [InlineData("-L", "8080:a\\b:80")]
    [InlineData("-L", "/tmp/a:h:80")]
    [InlineData("-L", "/tmp/a b:h:80")]
    [InlineData("-L", "x/y:h:80")]
    [InlineData("-L", "[x/y]:h:80")]
    [InlineData("-L", "8080:/tmp/b")]
    [InlineData("-L", "8080:[/tmp/a:b]")]
    [InlineData("-L", "8080:\\/tmp/b")]
    [InlineData("-L", "b:8080:/tmp/b")]
    [InlineData("-L", "/tmp/a\\:x:/tmp/b")]
    [InlineData("-L", "/tmp/a\\:x:h:80")]
    [InlineData("-L", "[::]:80:/tmp/x")]
    [InlineData("-R", "0:h:80")]
    [InlineData("-R", "1080")]
    [InlineData("-R", "0")]
    [InlineData("-R", "b:1080")]
    [InlineData("-R", "*:0:h:80")]
    [InlineData("-R", "[::1]:1080")]
    [InlineData("-R", ":1080")]
    [InlineData("-R", "/tmp/a")]
    [InlineData("-R", "/tmp/a:/tmp/b")]
    [InlineData("-R", "x:9000:/tmp/c")]
    [InlineData("-D", "1080")]
    [InlineData("-D", "b:1080")]
    [InlineData("-D", "*:1080")]
    [InlineData("-D", "[::1]:1080")]
    [InlineData("-D", "/tmp/a")]
    public void TryParse_WhatSshTakes_MeansTheSame(string option, string text)
    {
        string output = RunSsh(out int status, option, text);
        Assert.Equal(0, status);
        ForwardSpec theirs = Assert.Single(SshForwards.Read(output, out IReadOnlyList<string> problems));
        Assert.Empty(problems);
        Assert.True(ForwardSpec.TryParse(Kind(option), text, out ForwardSpec? ours, out string problem), problem);
        Assert.Equal(theirs, ours);
    }

    [Theory]
    [InlineData("-L", "")]
    [InlineData("-L", ":")]
    [InlineData("-L", "8080")]
    [InlineData("-L", "8080:host")]
    [InlineData("-L", "8080:h:")]
    [InlineData("-L", "0:h:80")]
    [InlineData("-L", "8080:h:0")]
    [InlineData("-L", "70000:h:80")]
    [InlineData("-L", "8080:h:70000")]
    [InlineData("-L", "8080:h:80 ")]
    [InlineData("-L", "8080 h:80")]
    [InlineData("-L", "-1:h:80")]
    [InlineData("-L", "0x1F90:h:80")]
    [InlineData("-L", "::1:8080:h:80")]
    [InlineData("-L", "[::1]:8080:h")]
    [InlineData("-L", "8080:[h:80")]
    [InlineData("-L", "8080:[a]b:80")]
    [InlineData("-L", "8080:h\\:80")]
    [InlineData("-L", "8080:h:80\\")]
    [InlineData("-L", "/tmp/a:8080")]
    [InlineData("-L", "/tmp/a:b:80:c")]
    [InlineData("-L", "a:b:8080:h:80")]
    [InlineData("-L", ":/tmp/x")]
    [InlineData("-L", "::/tmp/x")]
    [InlineData("-L", "8080:/tmp/b:c")]
    [InlineData("-L", "[]:[]:[]:[]")]
    [InlineData("-R", "")]
    [InlineData("-R", "70000")]
    [InlineData("-R", "8080:h:0")]
    [InlineData("-D", "")]
    [InlineData("-D", "0")]
    [InlineData("-D", "x")]
    [InlineData("-D", "a:b:1080")]
    [InlineData("-D", "[::1]")]
    [InlineData("-D", "1080:h:80")]
    public void TryParse_WhatSshRefuses_IsRefused(string option, string text)
    {
        _ = RunSsh(out int status, option, text);
        Assert.Equal(255, status);
        Assert.False(ForwardSpec.TryParse(Kind(option), text, out _, out _));
    }

    // Where we are stricter on purpose (ForwardSyntax): a field that is missing at the end, names of services, hosts that are none.
    [Theory]
    [InlineData("-L", "8080::80")]
    [InlineData("-L", "ssh:h:80")]
    [InlineData("-L", "8080:h:http")]
    [InlineData("-L", "+8080:h:80")]
    [InlineData("-L", "8080:h b:80")]
    [InlineData("-L", "8080:h/x:80")]
    [InlineData("-L", "a/b:80:h:90")]
    [InlineData("-L", "\\[x:80:h:90")]
    [InlineData("-R", "b:1080:")]
    [InlineData("-R", "/tmp/a:8080")]
    [InlineData("-D", "1080:")]
    public void TryParse_WhatSshTakesAndWeDoNot_IsKnown(string option, string text)
    {
        _ = RunSsh(out int status, option, text);
        Assert.Equal(0, status);
        Assert.False(ForwardSpec.TryParse(Kind(option), text, out _, out _));
    }

    private static ForwardKind Kind(string option) => option switch
    {
        "-L" => ForwardKind.Local,
        "-R" => ForwardKind.Remote,
        _ => ForwardKind.Dynamic,
    };

    private static string RunSsh(out int status, params string[] arguments)
    {
        var start = new ProcessStartInfo("ssh") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in (string[])["-F", "none", "-G", .. arguments, "localhost"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process ssh = Process.Start(start)!;
        ssh.StandardInput.Close();
        Task<string> errors = ssh.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = ssh.StandardOutput.ReadToEnd();
        ssh.WaitForExit();
        _ = errors.Result;
        status = ssh.ExitCode;
        return output;
    }
}
