namespace Godwit.Cli;

/// <summary>
/// What a command line came to: settings to go on with, or an answer to print and an exit status. Printing is left to the caller,
/// so that every parser is a pure function.
/// </summary>
/// <typeparam name="T">The settings.</typeparam>
internal sealed record Parsed<T>
    where T : class
{
    /// <summary>The settings; null if the program ends here.</summary>
    public T? Settings { get; init; }

    /// <summary>For standard output, with its line ends; may be empty.</summary>
    public string Output { get; init; } = "";

    /// <summary>For standard error, with its line ends; may be empty. With settings these are warnings.</summary>
    public string Error { get; init; } = "";

    /// <summary>The exit status if there are no settings.</summary>
    public int ExitStatus { get; init; }

    /// <summary>An answer that was asked for (<c>--help</c>).</summary>
    /// <param name="output">For standard output.</param>
    public static Parsed<T> Answer(string output) => new() { Output = output };

    /// <summary>A refusal.</summary>
    /// <param name="error">For standard error.</param>
    /// <param name="exitStatus">Not 0.</param>
    public static Parsed<T> Refusal(string error, int exitStatus = ExitCode.Failure) => new() { Error = error, ExitStatus = exitStatus };

    /// <summary>Success.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="warnings">For standard error.</param>
    public static Parsed<T> Success(T settings, string warnings = "") => new() { Settings = settings, Error = warnings };

    /// <summary>Prints what is to be printed and hands on the settings.</summary>
    /// <param name="settings">The settings to go on with.</param>
    /// <returns>False if the program ends here with <see cref="ExitStatus"/>.</returns>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? settings)
    {
        Print.Output(Output);
        Print.Error(Error);
        settings = Settings;
        return settings is not null;
    }
}
