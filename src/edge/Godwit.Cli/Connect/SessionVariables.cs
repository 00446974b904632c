namespace Godwit.Cli;

/// <summary>
/// What programs in the session are told of the user's terminal by way of their environment (wants row 11), in addition to TERM and the
/// locale. It goes through the script that starts the server: a server of either kind hands its environment on.
/// </summary>
internal static class SessionVariables
{
    private const string ColorTerm = "COLORTERM";
    private const string TermProgram = "TERM_PROGRAM";

    // A variable of more is no setting.
    private const int LengthMax = 4096;

    /// <summary>The variables to set there; null for one that must not be set, whoever sets it there.</summary>
    /// <param name="hasTrueColor">True if the user's terminal has 24-bit colours.</param>
    /// <param name="further">Names that the user wants to be sent as well (<c>--send-env</c>).</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    public static List<KeyValuePair<string, string?>> Of(bool hasTrueColor, IReadOnlyList<string> further, Func<string, string?> environment)
    {
        List<KeyValuePair<string, string?>> variables = [new(ColorTerm, hasTrueColor ? "truecolor" : null)];

        // Inside of tmux or screen the variable names them, and programs in the session would wrap their sequences for them.
        if (environment(TermProgram) is { Length: > 0 } program && program is not ("tmux" or "screen"))
        {
            Add(variables, TermProgram, environment);
            Add(variables, "TERM_PROGRAM_VERSION", environment);
        }

        foreach (string name in further)
        {
            Add(variables, name, environment);
        }

        return variables;
    }

    /// <summary>True for a name that a shell can set, and that is not ours to decide.</summary>
    /// <param name="name">What the user wrote.</param>
    public static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') && name is not ("TERM" or ColorTerm or "MOSH_KEY");

    private static void Add(List<KeyValuePair<string, string?>> variables, string name, Func<string, string?> environment)
    {
        if (environment(name) is { Length: <= LengthMax } value && !value.Any(char.IsControl))
        {
            variables.Add(new(name, value));
        }
    }
}
