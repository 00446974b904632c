using Godwit.Cli.Demo;

namespace Godwit.Cli.Completion;

/// <summary>What a shell has to know of one command of <c>godwit</c>.</summary>
/// <param name="name">Its first word; for <c>godwit HOST</c>, which has none, <see cref="ConnectName"/>.</param>
/// <param name="summary">As <see cref="OptionSpec.Summary"/>.</param>
/// <param name="options">As its parser has them.</param>
internal sealed class CommandSpec(string name, string summary, OptionSpec[] options)
{
    /// <summary>What the scripts call <c>godwit HOST</c>. A host of that name is no matter: it is not looked for as a word.</summary>
    public const string ConnectName = "connect";

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, in a few words.</summary>
    public string Summary { get; } = summary;

    /// <summary>The options that people type.</summary>
    public OptionSpec[] Options { get; } = Array.FindAll(options, static option => option.Summary.Length > 0);

    /// <summary>The words that can stand once after it, with blanks between.</summary>
    public string Words { get; private init; } = "";

    /// <summary>True if a command to run may follow after <c>--</c>.</summary>
    public bool TakesCommand { get; private init; }

    /// <summary>All commands; the first one is <c>godwit HOST</c>.</summary>
    public static CommandSpec[] All() =>
    [
        new(ConnectName, "open a session on a host", ConnectCommandLine.GodwitSpecs),
        new(Verb.Exec, "run a command without a terminal", ExecSpecs()) { TakesCommand = true },
        new(Verb.Forward, "forwardings without a shell", ExecSpecs()),
        new(Verb.Server, "what runs on the host", ServerCommandLine.Specs) { TakesCommand = true },
        new(Verb.Client, "join a server by hand", ClientCommandLine.Specs),
        new(Verb.Demo, "see it over a bad link", DemoOptions.Specs) { TakesCommand = true },
        new(Verb.List, "show the sessions, here or on a host", SessionsCommandLine.ListSpecs),
        new(Verb.Status, "how a session is and what its client cannot do", SessionsCommandLine.StatusSpecs),
        new(Verb.Kill, "end sessions", SessionsCommandLine.KillSpecs),
        new(Verb.Install, "put godwit on a host, in your own folders there", InstallCommandLine.Specs),
        new(Verb.Config, "print the options for a host, or look for mistakes in the files", ConfigCommandLine.Specs),
        new(Verb.Doctor, "find out why a session does not work", Doctor.DoctorCommandLine.Specs),
        new(Verb.Completion, "print a script for a shell", CompletionCommand.Specs) { Words = CompletionCommand.ShellNames },
        new(Verb.Reset, "repair a terminal that a killed client left behind", []),
        new(Verb.Help, "what can be said here", []),
    ];

    // Letters are ssh's there; these mean the same to both.
    private static OptionSpec[] ExecSpecs() =>
        Array.FindAll(ConnectCommandLine.GodwitSpecs, static spec => spec.Name.Length > 1 || "46ADLRXY".Contains(spec.Name, StringComparison.Ordinal));
}
