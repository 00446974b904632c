namespace Godwit.Cli.Doctor.Tests;

public sealed class NetCountersTests
{
    private const string Snmp = """
        Ip: Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams InUnknownProtos InDiscards InDelivers OutRequests
        Ip: 1 64 1000 0 0 100 0 0 850 7
        Udp: InDatagrams NoPorts InErrors OutDatagrams
        Udp: 300 20 0 5
        """;

    private const string Snmp6 = """
        Ip6InReceives                   	50
        Ip6InDelivers                   	40
        Ip6OutForwDatagrams             	5
        Udp6InDatagrams                 	6
        Udp6NoPorts                     	1
        """;

    [Fact]
    public void Parse_BothFiles_AddsBothFamilies()
    {
        Assert.Equal(new NetCounters(900 + 45, 890, 306, 21), NetCounters.Parse($"{Snmp}\n{Snmp6}"));
        Assert.Equal(55, NetCounters.Parse($"{Snmp}\n{Snmp6}")!.Value.Dropped);
    }

    [Fact]
    public void Parse_LineEndsLost_IsTheSame() => Assert.Equal(NetCounters.Parse($"{Snmp}\n{Snmp6}"), NetCounters.Parse($"{Snmp}\n{Snmp6}".ReplaceLineEndings(" ")));

    [Fact]
    public void Parse_ThisMachine_IsKnown() => Assert.NotNull(NetCounters.Parse(File.ReadAllText("/proc/net/snmp")));

    [Theory]
    [InlineData("")]
    [InlineData("Ip:")]
    [InlineData("Ip: InReceives")]
    [InlineData("Ip: InReceives Ip:")]
    [InlineData("Ip: InReceives Ip: many")]
    [InlineData("Ip6InReceives")]
    public void Parse_SomethingElse_IsNotKnown(string text) => Assert.Null(NetCounters.Parse(text));

    [Fact]
    public void Minus_TwoLooks_IsWhatCameBetween()
    {
        NetCounters between = new NetCounters(100, 60, 50, 1) - new NetCounters(50, 50, 45, 1);
        Assert.Equal(new NetCounters(50, 10, 5, 0), between);
        Assert.Equal(40, between.Dropped);
    }
}
