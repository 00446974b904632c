using Godwit.Bench.Forwarding;
using Godwit.Bench.Meters;
using Godwit.Bench.Results;
using Godwit.Bench.Routes;
using Godwit.Bench.Sessions;
using Godwit.Bench.Systems;

namespace Godwit.Bench;

/// <summary>
/// <c>godwit bench interactive</c> and <c>godwit bench resume</c>: what a transfer does to keys, and a new address to a transfer. The exit status is that of
/// <c>godwit bench</c>.
/// </summary>
internal static class ForwardingCommand
{
    // A program of each package that a run needs.
    private static readonly (string Program, string Package)[] Needed =
        [("/usr/sbin/sshd", "openssh-server"), ("/usr/bin/ssh", "openssh-client"), ("/usr/bin/ssh-keygen", "openssh-client"), ("/usr/bin/mosh", "mosh")];

    /// <summary>Keys beside a transfer.</summary>
    public static int RunInteractive(IReadOnlyList<string> arguments) => Run(arguments, options => options.Systems, (bench, systems) =>
    {
        var run = new InteractiveRun(bench, systems);
        var table = new InteractiveTable([.. Enum.GetValues<BulkDirection>().SelectMany(run.Measure)]);
        return (table.Markdown(), table.Slowest(), table.IsBarMet);
    });

    /// <summary>A transfer whose client moves.</summary>
    public static int RunResume(IReadOnlyList<string> arguments) => Run(arguments, _ => [Contender.Ours], (bench, systems) =>
    {
        var table = new ResumeTable(new ResumeRun(bench, systems[0]).Measure());
        return (table.Markdown(), table.Changes(), table.IsBarMet);
    });

    private static int Run(
        IReadOnlyList<string> arguments,
        Func<ForwardingOptions, IReadOnlyList<string>> names,
        Func<TableContext, Contender[], (IEnumerable<string> Lines, IEnumerable<string> Trace, bool IsBarMet)> measure) => TableRun.Guard(() =>
    {
        var options = ForwardingOptions.Parse(arguments);
        if (options.IsHelp)
        {
            Console.Write(ForwardingOptions.Usage);
            return TableRun.Success;
        }

        var catalog = new SystemCatalog(options.Binaries ?? Path.Combine(options.Root, "artifacts", "native"), new Dictionary<string, SystemEnd>());
        Contender[] systems = [.. names(options).Select(catalog.Find)];
        var congestionControl = Require(systems);
        NativeCalls.AdoptOrphans();
        using var folder = new PrivateFolder();
        using var processes = new ProcessGuard();
        var loop = new EventLoop();
        using var signals = new InterruptSignals(loop);
        var bench = new TableContext(loop, folder, new Measurements(), options.Seed, options.IsQuick, Rounds: null, UsesNamespaces: true);
        TableRun.WriteLines(Heading.Lines(options.Seed, options.IsQuick, options.Root, systems, congestionControl).Select(line => $"- {line}"));
        Console.WriteLine($"- Link: {DeepLink.Link.Title}");
        var (lines, trace, isBarMet) = measure(bench, systems);
        Console.WriteLine();
        TableRun.WriteLines(lines);
        TableRun.WriteLines(bench.Failures.Select(failure => $"- not measured: {failure}"));
        if (options.WantsTrace)
        {
            Console.WriteLine();
            TableRun.WriteLines(trace);
        }

        return bench.Failures.Count == 0 && isBarMet ? TableRun.Success : TableRun.BarMissed;
    });

    private static string Require(IReadOnlyList<Contender> systems)
    {
        string[] packages = [.. Needed.Where(needed => !File.Exists(needed.Program)).Select(needed => needed.Package).Distinct()];
        if (packages.Length > 0)
        {
            throw new BenchException($"programs are missing: apt-get install {string.Join(' ', packages)}");
        }

        TableRun.RequirePrograms(systems.Where(system => system.Kind != SystemKind.Ssh));
        return NetworkHost.CongestionControl() ?? throw new BenchException("network namespaces and TUN devices are needed: run it as root");
    }
}
