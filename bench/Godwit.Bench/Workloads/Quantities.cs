namespace Godwit.Bench.Workloads;

/// <summary>Names of what is measured; each workload says what it means there.</summary>
internal static class Quantities
{
    public const string Latency = "latency";
    public const string WrongCells = "wrong-cells";
    public const string Unseen = "unseen";
    public const string KeyOctets = "octets-per-key";
    public const string Octets = "octets";
    public const string Packets = "packets";
    public const string ServerWakeUps = "server-wake-ups";
    public const string ClientWakeUps = "client-wake-ups";
    public const string DisplayWithoutKeys = "display";
    public const string DisplayWithKeys = "display-with-keys";
    public const string Echo = "echo";
    public const string Lost = "lost";
    public const string Stall = "stall";
}
