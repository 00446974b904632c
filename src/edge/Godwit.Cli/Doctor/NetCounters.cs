using System.Globalization;

namespace Godwit.Cli.Doctor;

/// <summary>
/// What a kernel has counted of the datagrams that came to it (proc_net(5), snmp and snmp6): everybody may read it, and it tells a firewall that
/// drops from a network that never delivered.
/// </summary>
/// <param name="Arrived">Packets for this machine that came in at an interface.</param>
/// <param name="Delivered">Those that passed its firewall.</param>
/// <param name="Received">Datagrams that a program took.</param>
/// <param name="NoPort">Datagrams for ports where nobody listens.</param>
internal readonly record struct NetCounters(long Arrived, long Delivered, long Received, long NoPort)
{
    /// <summary>Packets that came in and were dropped before anybody could take them.</summary>
    public long Dropped => Math.Max(0, Arrived - Delivered);

    /// <summary>What was counted in between.</summary>
    public static NetCounters operator -(NetCounters later, NetCounters earlier) => new(
        later.Arrived - earlier.Arrived, later.Delivered - earlier.Delivered, later.Received - earlier.Received, later.NoPort - earlier.NoPort);

    /// <summary>Reads the words of both files, with whatever blanks and line ends between them.</summary>
    /// <param name="text">Of snmp the lines Ip and Udp, of snmp6 any.</param>
    /// <returns>Null if there is nothing of the kind in it.</returns>
    public static NetCounters? Parse(string text)
    {
        var counters = default(NetCounters);
        bool isAny = false;
        string[] words = text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] is "Ip:" or "Udp:")
            {
                // A line of names, then one of values.
                int second = Array.IndexOf(words, words[i], i + 1);
                for (int name = i + 1; second > 0 && name < second && second + name - i < words.Length; name++)
                {
                    isAny |= counters.TryAdd(words[i] + words[name], words[second + name - i], out counters);
                }

                i = second > 0 ? second : words.Length;
            }
            else if (i + 1 < words.Length && counters.TryAdd(words[i], words[i + 1], out NetCounters next))
            {
                isAny = true;
                counters = next;
                i++;
            }
        }

        return isAny ? counters : null;
    }

    private bool TryAdd(string name, string value, out NetCounters sum)
    {
        sum = this;
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long count))
        {
            return false;
        }

        NetCounters? more = name switch
        {
            "Ip:InReceives" or "Ip6InReceives" => this with { Arrived = Arrived + count },
            "Ip:ForwDatagrams" or "Ip6OutForwDatagrams" => this with { Arrived = Arrived - count },
            "Ip:InDelivers" or "Ip6InDelivers" => this with { Delivered = Delivered + count },
            "Udp:InDatagrams" or "Udp6InDatagrams" => this with { Received = Received + count },
            "Udp:NoPorts" or "Udp6NoPorts" => this with { NoPort = NoPort + count },
            _ => null,
        };
        sum = more ?? this;
        return more is not null;
    }
}
