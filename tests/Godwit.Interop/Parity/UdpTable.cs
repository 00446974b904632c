using System.Globalization;
using System.Net;

namespace Godwit.Interop.Parity;

/// <summary>The kernel's list of UDP sockets.</summary>
internal static class UdpTable
{
    private const int InodeColumn = 9;

    /// <summary>The address that a process has bound a port of.</summary>
    public static string AddressOf(int pid, int port)
    {
        HashSet<string> sockets = [.. Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")];
        return string.Join(' ', new[] { "/proc/net/udp", "/proc/net/udp6" }.SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > InodeColumn && words[1].EndsWith($":{port:X4}", StringComparison.Ordinal) && sockets.Contains($"socket:[{words[InodeColumn]}]"))
            .Select(words => Parse(words[1].Split(':')[0]).ToString()).Distinct());
    }

    // Words of 32 bits in the machine's order.
    private static IPAddress Parse(string hexadecimal) =>
        new([.. hexadecimal.Chunk(8).SelectMany(word => BitConverter.GetBytes(uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))]);
}
