using Godwit.Bench.Judging;
using Godwit.Bench.Models;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Scenarios;

/// <summary>A program and what is typed into it: a row of the table.</summary>
/// <param name="Name">On the command line and in the report.</param>
/// <param name="Title">For people.</param>
/// <param name="Shell">What a shell runs to become the program; in an empty home, <c>$F</c> is the folder with the files, <c>"$@"</c> runs models.</param>
/// <param name="Keys">What is typed.</param>
internal sealed record Scenario(string Name, string Title, string Shell, IReadOnlyList<Keystroke> Keys)
{
    // Servers leave the first row in different states: hence the clearing. For the models: nothing for a debugger to find, no files left behind.
    private const string Start = """
        F=$0 HOME=$(mktemp -d "$0/home.XXXXXX") && export F HOME && cd "$HOME" || exit 1
        export DOTNET_EnableDiagnostics=0 LESSHISTFILE=- INPUTRC=$F/inputrc
        printf '\033[2J\033[H'

        """;

    /// <summary>Programs that it needs; the packages of Debian have the same names.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>What shows the same screens sooner, to learn them from; null: the program itself.</summary>
    public string? ReferenceShell { get; init; }

    /// <summary>Keys before this one only prepare.</summary>
    public int FirstKey { get; init; }

    /// <summary>Keys are commands that move something; else letters that are shown.</summary>
    public bool IsMovement { get; init; }

    /// <summary>Keys of all kinds count that the person does not wait for, and within 20 ms: see <see cref="SessionScenario"/>.</summary>
    public bool IsSession { get; init; }

    /// <summary>argv of the program; null: <see cref="Command"/> makes it from <see cref="Shell"/>.</summary>
    public Func<PrivateFolder, IReadOnlyList<string>>? OwnCommand { get; init; }

    /// <summary>Programs that are not there.</summary>
    public IReadOnlyList<string> MissingPrograms() => [.. Programs.Where(program => !IsInstalled(program))];

    /// <summary>argv of the program.</summary>
    public IReadOnlyList<string> Command(PrivateFolder folder) => OwnCommand?.Invoke(folder) ?? Wrap(folder, Shell);

    /// <summary>argv of what to learn the screens from.</summary>
    public IReadOnlyList<string> ReferenceCommand(PrivateFolder folder) => ReferenceShell is null ? Command(folder) : Wrap(folder, ReferenceShell);

    private static IReadOnlyList<string> Wrap(PrivateFolder folder, string shell) => ["/bin/sh", "-c", Start + shell, folder.Root, .. ModelProgram.Command];

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
