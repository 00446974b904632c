namespace Godwit.Forwarding.Tests.Spec;

public class ForwardCommandTests
{
    [Theory]
    [InlineData("-L 8080:host:80", "-L 8080:host:80")]
    [InlineData("-L8080:host:80", "-L 8080:host:80")]
    [InlineData("  L  8080:host:80 ", "-L 8080:host:80")]
    [InlineData("-L 5353:host:53/udp", "-L 5353:host:53/udp")]
    [InlineData("-R [::1]:0:/tmp/x", "-R [::1]:0:/tmp/x")]
    [InlineData("-R 1080", "-R 1080")]
    [InlineData("-D 1080", "-D 1080")]
    public void TryParse_OfAForwarding_IsThatForwarding(string line, string spec)
    {
        Assert.True(ForwardCommand.TryParse(line, out ForwardCommand? command, out string problem), problem);
        Assert.Equal(spec, command.Added!.ToString());
        Assert.Null(command.Cancelled);
    }

    [Theory]
    [InlineData("-KL 8080", "8080", ForwardKind.Local, ForwardProtocol.Tcp)]
    [InlineData("-KL8080", "8080", ForwardKind.Local, ForwardProtocol.Tcp)]
    [InlineData("KR *:8080", "*:8080", ForwardKind.Remote, ForwardProtocol.Tcp)]
    [InlineData("-KD [::1]:1080", "[::1]:1080", ForwardKind.Dynamic, ForwardProtocol.Tcp)]
    [InlineData("-KL /tmp/x", "/tmp/x", ForwardKind.Local, ForwardProtocol.Tcp)]
    [InlineData("-KL 5353/udp", "5353", ForwardKind.Local, ForwardProtocol.Udp)]
    [InlineData("-KR 0", "0", ForwardKind.Remote, ForwardProtocol.Tcp)]
    // As it was added.
    [InlineData("-KL 8080:host:80", "8080", ForwardKind.Local, ForwardProtocol.Tcp)]
    [InlineData("-KR 5353:host:53/udp", "5353", ForwardKind.Remote, ForwardProtocol.Udp)]
    public void TryParse_OfACancellation_SaysWhere(string line, string listen, ForwardKind kind, ForwardProtocol protocol)
    {
        Assert.True(ForwardCommand.TryParse(line, out ForwardCommand? command, out string problem), problem);
        Assert.Equal((listen, kind, protocol), (command.Cancelled!.ToString(), command.Kind, command.Protocol));
        Assert.Null(command.Added);
    }

    [Theory]
    [InlineData("", "\"\" is not understood: -L, -R or -D forwards, -KL, -KR or -KD with a port cancels")]
    [InlineData("ls -l", "\"ls -l\" is not understood: -L, -R or -D forwards, -KL, -KR or -KD with a port cancels")]
    [InlineData("-K 8080", "\"-K 8080\" is not understood: -L, -R or -D forwards, -KL, -KR or -KD with a port cancels")]
    [InlineData("-A", "\"-A\" is not understood: -L, -R or -D forwards, -KL, -KR or -KD with a port cancels")]
    [InlineData("-L", "-L : it is empty")]
    [InlineData("-L 8080", "-L 8080: the target is missing")]
    [InlineData("-L 8080:host:http", "-L 8080:host:http: the port of the target has to be a number, not \"http\"")]
    [InlineData("-L 8080:h:80 -L 81:h:81", "-L 8080:h:80 -L 81:h:81: there are too many colons; an IPv6 address belongs in brackets")]
    [InlineData("-D 1080:host:80", "-D 1080:host:80: it takes [bind_address:]port and no target; an IPv6 address belongs in brackets")]
    [InlineData("-KL", "-KL : it is empty")]
    [InlineData("-KL http", "-KL http: the port to listen on has to be a number, not \"http\"")]
    [InlineData("-KD 99999", "-KD 99999: the port to listen on cannot be more than 65535")]
    public void TryParse_SomethingElse_SaysWhichPart(string line, string sentence)
    {
        Assert.False(ForwardCommand.TryParse(line, out _, out string problem));
        Assert.Equal(sentence, problem);
    }
}
