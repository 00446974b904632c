namespace Godwit.Cli.Demo;

/// <summary>
/// The scripted session: what is typed into a plain /bin/sh. Only the terminal's own line editing is used (rub out a letter, a
/// word), so that every shell behaves the same, and every line fits into one row.
/// </summary>
internal static class DemoScript
{
    /// <summary>Columns of the terminal.</summary>
    public const int Columns = 80;

    /// <summary>Rows of the terminal.</summary>
    public const int Rows = 24;

    /// <summary>The shell's prompt (PS1). A row that shows this and nothing else, with the cursor behind it, is a shell that waits.</summary>
    public const string Prompt = "godwit$ ";

    /// <summary>Ends the shell, and with it the session.</summary>
    public const string Farewell = "exit\r";

    private const string EraseLetter = "\u007f";
    private const string EraseWord = "\u0017";

    /// <summary>The steps. The flood comes early, so that the final screen shows its end and everything after it.</summary>
    public static IReadOnlyList<DemoStep> Steps { get; } =
    [
        // Whatever the system says when a session starts is wiped.
        .. Line(@"printf '\033[2J\033[H'"),
        .. Line("echo The godwit flies without landing."),

        // A flood.
        .. Line("seq 1 200"),

        // Mistakes and their repair; the address changes in the middle of the line.
        Type("echo wrnog"), RubOut(EraseLetter, 1), RubOut(EraseLetter, 1), RubOut(EraseLetter, 1),
        Type("ong turn"), Roam, Type("s taken: mnay"), RubOut(EraseWord, 4), Type("none"), Enter,

        // Colours, cursor movement, wide characters.
        .. Line(@"printf '\033[1;31mred\033[0;44m blue \033[0m\n'"),
        .. Line(@"printf 'below\033[1A\033[2Dabove\033[1B\n'"),
        .. Line(@"printf '\346\227\245\346\234\254 \342\234\223\n'"),
    ];

    private static DemoStep Enter => new(DemoStepKind.Enter);

    private static DemoStep Roam => new(DemoStepKind.Roam);

    private static DemoStep Type(string text) => new(DemoStepKind.Type, text);

    private static DemoStep RubOut(string key, int columns) => new(DemoStepKind.RubOut, key, columns);

    private static DemoStep[] Line(string text) => [Type(text), Enter];
}
