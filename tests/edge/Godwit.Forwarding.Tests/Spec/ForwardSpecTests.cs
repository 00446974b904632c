namespace Godwit.Forwarding.Tests.Spec;

public class ForwardSpecTests
{
    [Theory]
    [InlineData(ForwardKind.Local, "8080:host:80", null, 8080, null, "host", 80, null)]
    [InlineData(ForwardKind.Local, "127.0.0.1:8080:host:80", "127.0.0.1", 8080, null, "host", 80, null)]
    [InlineData(ForwardKind.Local, "*:8080:h:80", "*", 8080, null, "h", 80, null)]
    [InlineData(ForwardKind.Local, ":8080:h:80", "*", 8080, null, "h", 80, null)]
    [InlineData(ForwardKind.Local, "[]:8080:h:80", "*", 8080, null, "h", 80, null)]
    [InlineData(ForwardKind.Local, "[::1]:8080:[fe80::1%eth0]:80", "::1", 8080, null, "fe80::1%eth0", 80, null)]
    [InlineData(ForwardKind.Local, "  08080:h:80", null, 8080, null, "h", 80, null)]
    [InlineData(ForwardKind.Local, "/tmp/a:h:80", null, 0, "/tmp/a", "h", 80, null)]
    [InlineData(ForwardKind.Local, "/tmp/a:/tmp/b", null, 0, "/tmp/a", null, 0, "/tmp/b")]
    [InlineData(ForwardKind.Local, "8080:/tmp/b", null, 8080, null, null, 0, "/tmp/b")]
    [InlineData(ForwardKind.Local, "b:8080:/tmp/b", "b", 8080, null, null, 0, "/tmp/b")]
    [InlineData(ForwardKind.Local, @"/tmp/a\:x\\:h:80", null, 0, @"/tmp/a:x\", "h", 80, null)]
    [InlineData(ForwardKind.Local, "[/tmp/a:b]:h:80", null, 0, "/tmp/a:b", "h", 80, null)]
    [InlineData(ForwardKind.Local, "8080:dir/udp", null, 8080, null, null, 0, "dir/udp")]
    [InlineData(ForwardKind.Remote, "0:h:80", null, 0, null, "h", 80, null)]
    [InlineData(ForwardKind.Remote, "9000:/tmp/x", null, 9000, null, null, 0, "/tmp/x")]
    [InlineData(ForwardKind.Remote, "1080", null, 1080, null, null, 0, null)]
    [InlineData(ForwardKind.Remote, "*:0", "*", 0, null, null, 0, null)]
    [InlineData(ForwardKind.Remote, "/tmp/a", null, 0, "/tmp/a", null, 0, null)]
    [InlineData(ForwardKind.Dynamic, "1080", null, 1080, null, null, 0, null)]
    [InlineData(ForwardKind.Dynamic, "[::1]:1080", "::1", 1080, null, null, 0, null)]
    [InlineData(ForwardKind.Dynamic, "/tmp/a", null, 0, "/tmp/a", null, 0, null)]
    public void TryParse_WellFormed_SaysWhatItMeans(
        ForwardKind kind, string text, string? bind, int port, string? path, string? host, int targetPort, string? targetPath)
    {
        Assert.True(ForwardSpec.TryParse(kind, text, out ForwardSpec? spec, out string problem), problem);
        Assert.Equal("", problem);
        Assert.Equal(ForwardProtocol.Tcp, spec.Protocol);
        Assert.Equal(new ForwardEndpoint { Host = bind, Port = (ushort)port, Path = path }, spec.Listen);
        ForwardEndpoint? target = host is null && targetPath is null ? null : new() { Host = host, Port = (ushort)targetPort, Path = targetPath };
        Assert.Equal(target, spec.Target);

        // Its own words mean the same.
        Assert.True(ForwardSpec.TryParse(kind, spec.Value, out ForwardSpec? again, out problem), problem);
        Assert.Equal(spec, again);
        Assert.Equal($"{spec.Option} {spec.Value}", spec.ToString());
    }

    [Theory]
    [InlineData(ForwardKind.Local, "5353:host:53/udp", "-L 5353:host:53/udp")]
    [InlineData(ForwardKind.Local, ":5353:[::1]:53/udp", "-L *:5353:[::1]:53/udp")]
    [InlineData(ForwardKind.Remote, "0:host:53/udp", "-R 0:host:53/udp")]
    public void TryParse_Udp_IsTaken(ForwardKind kind, string text, string shown)
    {
        Assert.True(ForwardSpec.TryParse(kind, text, out ForwardSpec? spec, out _));
        Assert.Equal(ForwardProtocol.Udp, spec.Protocol);
        Assert.Equal(shown, spec.ToString());
    }

    [Theory]
    [InlineData(ForwardKind.Local, "", "-L : it is empty")]
    [InlineData(ForwardKind.Local, "8080", "-L 8080: the target is missing")]
    [InlineData(ForwardKind.Local, "8080:host", "-L 8080:host: the port of the target is missing")]
    [InlineData(ForwardKind.Local, "8080:host:", "-L 8080:host:: nothing follows the last colon")]
    [InlineData(ForwardKind.Local, "8080::80", "-L 8080::80: the host of the target is missing")]
    [InlineData(ForwardKind.Local, "0:h:80", "-L 0:h:80: the port to listen on cannot be 0")]
    [InlineData(ForwardKind.Remote, "8080:h:0", "-R 8080:h:0: the port of the target cannot be 0")]
    [InlineData(ForwardKind.Local, "ssh:h:80", "-L ssh:h:80: the port to listen on has to be a number, not \"ssh\"")]
    [InlineData(ForwardKind.Local, "8080:h:http", "-L 8080:h:http: the port of the target has to be a number, not \"http\"")]
    [InlineData(ForwardKind.Local, "70000:h:80", "-L 70000:h:80: the port to listen on cannot be more than 65535")]
    [InlineData(ForwardKind.Local, "8080:h:80 ", "-L 8080:h:80 : the port of the target has to be a number, not \"80 \"")]
    [InlineData(ForwardKind.Local, "8080:[h:80", "-L 8080:[h:80: a bracket is not closed")]
    [InlineData(ForwardKind.Local, "8080:[h]x:80", "-L 8080:[h]x:80: after a bracket a colon has to follow")]
    [InlineData(ForwardKind.Local, "8080:h:80\\", "-L 8080:h:80\\: nothing follows the backslash")]
    [InlineData(ForwardKind.Local, "::1:8080:h:80", "-L ::1:8080:h:80: there are too many colons; an IPv6 address belongs in brackets")]
    [InlineData(ForwardKind.Local, "8080:h b:80", "-L 8080:h b:80: the host of the target cannot be \"h b\"")]
    [InlineData(ForwardKind.Local, "a/b:80:h:90", "-L a/b:80:h:90: the address to listen on cannot be \"a/b\"")]
    [InlineData(ForwardKind.Local, "/tmp/a:8080", "-L /tmp/a:8080: the port of the target is missing")]
    [InlineData(ForwardKind.Local, "/tmp/a:/tmp/b/udp:c", "-L /tmp/a:/tmp/b/udp:c: the host of the target cannot be \"/tmp/b/udp\"")]
    [InlineData(ForwardKind.Local, "/tmp/a:h:53/udp", "-L /tmp/a:h:53/udp: /udp is for ports, not for the path of a socket")]
    [InlineData(ForwardKind.Dynamic, "1080/udp", "-D 1080/udp: SOCKS is for connections, so /udp needs a target")]
    [InlineData(ForwardKind.Remote, "1080/udp", "-R 1080/udp: SOCKS is for connections, so /udp needs a target")]
    [InlineData(ForwardKind.Dynamic, "1080:h:80", "-D 1080:h:80: it takes [bind_address:]port and no target; an IPv6 address belongs in brackets")]
    [InlineData(ForwardKind.Dynamic, "0", "-D 0: the port to listen on cannot be 0")]
    [InlineData(ForwardKind.Remote, "b:1080:", "-R b:1080:: nothing follows the last colon")]
    public void TryParse_Malformed_NamesThePartThatIsWrong(ForwardKind kind, string text, string sentence)
    {
        Assert.False(ForwardSpec.TryParse(kind, text, out ForwardSpec? spec, out string problem));
        Assert.Null(spec);
        Assert.Equal(sentence, problem);
    }

    [Fact]
    public void TryParse_Limits_AreNamed()
    {
        Assert.True(ForwardSpec.TryParse(ForwardKind.Local, $"1:{new string('h', 255)}:2", out _, out _));
        Assert.False(ForwardSpec.TryParse(ForwardKind.Local, $"1:{new string('h', 256)}:2", out _, out string problem));
        Assert.EndsWith("the host of the target is longer than 255 octets", problem, StringComparison.Ordinal);
        Assert.True(ForwardSpec.TryParse(ForwardKind.Local, $"1:/{new string('p', 106)}", out _, out _));
        Assert.False(ForwardSpec.TryParse(ForwardKind.Local, $"1:/{new string('p', 107)}", out _, out problem));
        Assert.EndsWith("is longer than 107 octets", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_AnyText_EitherMeansWhatItsOwnWordsMeanOrSaysWhy()
    {
        const string Alphabet = "0128:::[]/\\*ab. %u";
        var random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++)
        {
            var kind = (ForwardKind)random.Next(3);
            string text = string.Create(random.Next(16), random, (characters, source) =>
            {
                foreach (ref char character in characters)
                {
                    character = Alphabet[source.Next(Alphabet.Length)];
                }
            });
            if (!ForwardSpec.TryParse(kind, text, out ForwardSpec? spec, out string problem))
            {
                Assert.StartsWith($"-{"LRD"[(int)kind]} {text}: ", problem, StringComparison.Ordinal);
                continue;
            }

            accepted++;
            Assert.True(ForwardSpec.TryParse(kind, spec.Value, out ForwardSpec? again, out problem), $"{text}: {problem}");
            Assert.Equal(spec, again);
        }

        Assert.True(accepted > 1000, $"only {accepted}");
    }
}
