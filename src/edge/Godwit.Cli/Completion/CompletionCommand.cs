namespace Godwit.Cli.Completion;

/// <summary><c>godwit completion SHELL</c>: prints a script that makes a shell complete the words of <c>godwit</c>.</summary>
internal static class CompletionCommand
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Usage = """
        Usage: godwit completion bash|zsh|fish

        Prints a script that makes the shell complete commands, options, their values and the names of hosts.

          bash    eval "$(godwit completion bash)"      in ~/.bashrc
          zsh     source <(godwit completion zsh)       in ~/.zshrc, after compinit
          fish    godwit completion fish | source       in ~/.config/fish/config.fish

        """;

    private const string Bash = "bash";
    private const string Zsh = "zsh";
    private const string Fish = "fish";

    /// <summary>The shells that there is a script for, with blanks between.</summary>
    public const string ShellNames = $"{Bash} {Zsh} {Fish}";

    private static readonly OptionSpec[] OwnSpecs = [OptionSpec.Help];

    /// <summary>The options.</summary>
    public static OptionSpec[] Specs => OwnSpecs;

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments after <c>completion</c>.</param>
    /// <returns>The exit status.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is [var word] && word == OptionSpec.Help.Word)
        {
            Print.Output(Usage);
            return ExitCode.Success;
        }

        if (arguments is [var shell])
        {
            string script = Script(shell);
            Print.Output(script);
            return script.Length > 0 ? ExitCode.Success : Refuse($"there is no script for \"{shell}\": use {Bash}, {Zsh} or {Fish}");
        }

        return Refuse($"one shell has to be named: {Bash}, {Zsh} or {Fish}");
    }

    /// <summary>The script for a shell; empty if there is none.</summary>
    public static string Script(string shell) => shell switch
    {
        Bash => BashScript.Write(CommandSpec.All()),
        Zsh => ZshScript.Write(CommandSpec.All()),
        Fish => FishScript.Write(CommandSpec.All()),
        _ => "",
    };

    private static int Refuse(string reason)
    {
        Print.Error($"godwit completion: {reason}.\n");
        return ExitCode.BadUsage;
    }
}
