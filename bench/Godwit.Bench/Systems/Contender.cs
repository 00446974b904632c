using System.Globalization;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Systems;

/// <summary>A system that takes part: the client of one, the server of the same or of another.</summary>
/// <param name="Name">For the report: <c>godwit</c>, or <c>godwit/stock</c> for our client with stock's server.</param>
/// <param name="Client">Whose client.</param>
/// <param name="Server">Whose server.</param>
internal sealed record Contender(string Name, SystemEnd Client, SystemEnd Server)
{
    /// <summary>The system that all are compared with.</summary>
    public const string Baseline = "stock";

    /// <summary>The system that the bars are for.</summary>
    public const string Ours = "godwit";

    public SystemKind Kind => Server.Kind;

    /// <summary>Whether the client can show keys before the server has answered.</summary>
    public bool Predicts => Kind == SystemKind.Mosh;

    /// <summary>What the two ends say about their versions; a name that cannot be started says nothing.</summary>
    public string Version() =>
        string.Join(" / ", new[] { Client, Server }.Distinct().Select(end => Capture.Run(end.Version[0], [.. end.Version.Skip(1)]).Split('\n')[0].Trim()));

    /// <summary>What starts it by ssh; null if there is nothing, as for a pair of two systems.</summary>
    public IReadOnlyList<string>? Wrapper => Client == Server ? Client.Wrapper : null;

    /// <summary>The programs of both ends that are not there.</summary>
    public IReadOnlyList<string> MissingPrograms() => [.. new[] { Client.Client[0], Server.Server[0] }.Distinct().Where(program => !Exists(program))];

    /// <summary>argv of the server.</summary>
    public IReadOnlyList<string> ServerArguments(string address, IReadOnlyList<string> command) =>
        [.. Server.Server.SelectMany(word => word == "{cmd}" ? command : [Fill(word, address, 0)])];

    /// <summary>argv of the client.</summary>
    public IReadOnlyList<string> ClientArguments(string address, ushort port) => [.. Client.Client.Select(word => Fill(word, address, port))];

    /// <summary>argv of what starts it by ssh.</summary>
    /// <exception cref="BenchException">There is nothing that does.</exception>
    public IReadOnlyList<string> WrapperArguments(string ssh, string host, IReadOnlyList<string> command) =>
        [.. (Wrapper ?? throw new BenchException($"{Name} is not started by ssh")).SelectMany(word => word == "{cmd}" ? command
            : [word.Replace("{ssh}", ssh, StringComparison.Ordinal).Replace("{host}", host, StringComparison.Ordinal)])];

    private static bool Exists(string program) => program.Contains('/', StringComparison.Ordinal)
        ? File.Exists(program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Fill(string word, string address, ushort port) =>
        word.Replace("{ip}", address, StringComparison.Ordinal).Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
