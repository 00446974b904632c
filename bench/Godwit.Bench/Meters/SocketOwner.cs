using System.Globalization;

namespace Godwit.Bench.Meters;

/// <summary>Finds the process behind a UDP port: the only thing that is sure about a server that has detached itself.</summary>
internal static class SocketOwner
{
    private const double PatienceMilliseconds = 5000; // Detaching takes milliseconds.

    /// <summary>The process that has the port open; of a parent and its children, the parent.</summary>
    /// <param name="port">A UDP port of 127.0.0.1. The same port of another address is somebody else's.</param>
    public static int Find(int port)
    {
        for (var end = Clock.Now + PatienceMilliseconds; Clock.Now < end; Thread.Sleep(1))
        {
            var sockets = Inodes(port).Select(inode => $"socket:[{inode}]").ToHashSet();
            var owners = sockets.Count == 0 ? [] : Processes().Where(process => HasOpen(process, sockets)).ToHashSet();
            var eldest = owners.Where(process => !owners.Any(other => ProcessMeter.Children(other).Contains(process))).ToList();
            if (eldest.Count == 1)
            {
                return eldest[0];
            }
        }

        throw new BenchException($"the server of UDP port {port} cannot be found");
    }

    private static IEnumerable<string> Inodes(int port)
    {
        const int LocalAddress = 1;
        const int Inode = 9;

        // The kernel prints the address as a number in the machine's order.
        var loopback = BitConverter.IsLittleEndian ? "0100007F" : "7F000001";
        var address = string.Create(CultureInfo.InvariantCulture, $"{loopback}:{port:X4}");
        return File.ReadLines("/proc/net/udp").Skip(1)
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
