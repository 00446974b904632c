using System.Globalization;
using Godwit.Lab;

// Latency of keys and octets per key in virtual time, for our timing and for stock's rules in our code, on paths that a real machine has to itself.
//   dotnet run -c Release --project bench/Godwit.Lab [-- LINK,LINK…] [ROUNDS] [FLOOD-MS]
// With "paste OCTETS": how long a paste takes instead, and how often its octets go over the path.
if (args is ["paste", var size])
{
    int octets = int.Parse(size, CultureInfo.InvariantCulture);
    Console.WriteLine($"{"round trip",-12}{"lost",6}  {"server",-8}{"time",10}{"kB/s",8}{"up",7} octets an octet");
    foreach (int delay in (int[])[1, 50])
    {
        foreach (double loss in (double[])[0, 0.01, 0.05, 0.1, 0.29])
        {
            foreach (bool isStockServer in (bool[])[true, false])
            {
                using var session = new LabSession(5, new LabConditions(delay, loss), isStockClient: false, isStockServer);
                long time = session.Paste(octets, new Random(1));
                Console.WriteLine($"{2 * delay,7} ms  {loss,8:P0}  {(isStockServer ? "stock" : "ours"),-8}{time,7} ms{octets / (double)time,8:F0}{session.OctetsUp / (double)octets,7:F2}");
            }
        }
    }

    return;
}

string[] names = args.Length > 0 && args[0] != "all" ? args[0].Split(',') : [.. LabConditions.All.Keys];
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
int flood = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
Console.WriteLine($"{"link",-14}{"client/server",-16}{"median",8}{"mean",8}{"p95",8}{"p99",8}{"max",8}   {"up",6}{"down",7} octets a key, {"datagrams",10}");
foreach (string name in names)
{
    foreach ((string system, bool isStockClient, bool isStockServer) in
        new[] { ("stock/stock", true, true), ("ours/stock", false, true), ("stock/ours", true, false), ("ours/ours", false, false) })
    {
        List<double> all = [];
        long up = 0, down = 0, datagrams = 0;
        const int keys = 300;
        for (int seed = 0; seed < rounds; seed++)
        {
            using var session = new LabSession(1000 * seed, LabConditions.All[name], isStockClient, isStockServer);
            session.Type(keys, flood, new Random(seed));
            all.AddRange(session.Latencies);
            up += session.OctetsUp;
            down += session.OctetsDown;
            datagrams += session.Datagrams;
        }

        all.Sort();
        double At(double share) => all.Count == 0 ? double.NaN : all[(int)(share * (all.Count - 1))];
        double total = keys * (double)rounds;
        Console.WriteLine(
            $"{name,-14}{system,-16}{At(0.5),8:F0}{(all.Count == 0 ? 0 : all.Average()),8:F1}{At(0.95),8:F0}{At(0.99),8:F0}{At(1),8:F0}   {up / total,6:F0}{down / total,7:F0}{datagrams / total,10:F2}{(all.Count < total ? $"  {total - all.Count} never shown" : "")}");
    }
}
