using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Bench.Generators;
using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Experiments;

/// <summary>
/// The instructions that a whole server executes for a large output, counted by valgrind: what else the machine does hardly matters. What a session without
/// output takes is subtracted.
/// </summary>
internal sealed partial class InstructionExperiment : IExperiment
{
    private const int OutputSize = 1_000_000;
    private const double PatienceMilliseconds = 300_000;
    private const double EndPatienceMilliseconds = 60_000;
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    public IReadOnlyList<string> Rows { get; } = [.. Floods.Names.Select(Row)];

    public void Run(BenchContext bench)
    {
        if (!Valgrind.IsThere())
        {
            return;
        }

        foreach (var system in bench.Interleaved(1))
        {
            var nothing = Count(bench, system, "true");
            foreach (var name in bench.IsQuick ? Floods.Names.Take(1) : Floods.Names)
            {
                var file = bench.Data.NewFile();
                File.WriteAllBytes(file, Floods.Make(name, OutputSize));
                double octets = new FileInfo(file).Length;
                bench.Samples.Add(Row(name), system, (Count(bench, system, $"cat {file}") - nothing) / octets);
                File.Delete(file);
            }
        }
    }

    private static string Row(string name) => $"server-{name}-instructions";

    private static double Count(BenchContext bench, SystemUnderTest system, string work)
    {
        var folder = Directory.CreateDirectory(bench.Data.NewFile()).FullName;
        using (var session = Session.Start(bench, system with { Folder = Wrap(system, folder) }, Session.Program(work)))
        {
            Session.WaitUntilUp(bench, session);
            session.RunProgram(bench, PatienceMilliseconds);
            session.Client.Type("\r");
            if (!bench.Loop.RunUntil(() => !ProcessMeter.IsAlive(session.Server.ProcessId), EndPatienceMilliseconds))
            {
                throw new BenchException($"{system.Name}: the server does not end with its program");
            }
        }

        // A process that detached itself goes on with its parent's count, or is another program with a file of its own: the largest is the whole.
        return Directory.GetFiles(folder, "count.*").Max(file => Totals().Match(File.ReadAllText(file)) is { Success: true } totals
            ? double.Parse(totals.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0);
    }

    /// <summary>A folder with the system's client, and its server under valgrind; the programs that the session runs are not counted.</summary>
    private static string Wrap(SystemUnderTest system, string folder)
    {
        File.CreateSymbolicLink(Path.Combine(folder, "mosh-client"), system.Client);
        var script = Path.Combine(folder, "mosh-server");
        File.WriteAllText(
            script,
            $"""
            #!/bin/sh
            exec valgrind -q --tool=callgrind --trace-children=yes '--trace-children-skip=/bin/*,/usr/bin/*,/usr/lib/*' --callgrind-out-file='{folder}/count.%p' '{system.Server}' "$@"

            """);
        File.SetUnixFileMode(script, Executable);
        return folder;
    }

    [GeneratedRegex(@"^(?:totals|summary): (\d+)", RegexOptions.Multiline)]
    private static partial Regex Totals();
}
