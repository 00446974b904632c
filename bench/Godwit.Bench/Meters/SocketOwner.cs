using System.Globalization;
using System.Net;

namespace Godwit.Bench.Meters;

/// <summary>Finds the process behind a UDP port: the only thing that is sure about a server that has detached itself.</summary>
internal static class SocketOwner
{
    private const double PatienceMilliseconds = 5000; // Detaching takes milliseconds.

    /// <summary>The process that has the port open; of a parent and its children, the parent.</summary>
    /// <param name="port">A UDP port of an address of this machine, or of the network namespace that the calling thread is in.</param>
    /// <param name="address">The address; the same port of another is somebody else's.</param>
    public static int Find(int port, string address = "127.0.0.1")
    {
        for (var end = Clock.Now + PatienceMilliseconds; Clock.Now < end; Thread.Sleep(1))
        {
            var sockets = Inodes(port, address).Select(inode => $"socket:[{inode}]").ToHashSet();
            var owners = sockets.Count == 0 ? [] : Processes().Where(process => HasOpen(process, sockets)).ToHashSet();
            var eldest = owners.Where(process => !owners.Any(other => ProcessMeter.Children(other).Contains(process))).ToList();
            if (eldest.Count == 1)
            {
                return eldest[0];
            }
        }

        throw new BenchException($"the server of UDP port {port} cannot be found");
    }

    private static IEnumerable<string> Inodes(int port, string host)
    {
        const int LocalAddress = 1;
        const int Inode = 9;

        // The kernel prints the address as a number in the machine's order.
        var number = BitConverter.ToUInt32(IPAddress.Parse(host).GetAddressBytes());
        var address = string.Create(CultureInfo.InvariantCulture, $"{number:X8}:{port:X4}");
        return File.ReadLines("/proc/thread-self/net/udp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > Inode && words[LocalAddress] == address)
            .Select(words => words[Inode]);
    }

    private static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
            .Where(process => process > 0);

    private static bool HasOpen(int process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd")
                .Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // Somebody else's process, or one that has just ended.
        }
    }
}
