namespace Godwit.Prediction;

/// <summary>The usual keys of vi and of pagers, known before they were seen. They only move; no character is shown because of them.</summary>
internal static class ProgramKeys
{
    private static readonly Movement Down = new(MovementKind.Line, 1);
    private static readonly Movement Up = new(MovementKind.Line, -1);
    private static readonly Movement Back = new(MovementKind.Character, 0, -1);
    private static readonly Movement Forth = new(MovementKind.Character, 0, 1);
    private static readonly Movement TextUp = new(MovementKind.Scroll, 1);
    private static readonly Movement TextDown = new(MovementKind.Scroll, -1);

    /// <summary>True for vi and its descendants.</summary>
    public static bool IsVi(string? name) => name is "vi" or "vim" or "nvim" or "view" || (name?.StartsWith("vim.", StringComparison.Ordinal) ?? false);

    /// <summary>True for programs that show a text page by page.</summary>
    public static bool IsPager(string? name) => name is "less" or "pager" or "man";

    /// <summary>What a key usually does in a program.</summary>
    public static Movement Find(string name, Key key) => IsVi(name) ? InVi(key) : IsPager(name) ? InPager(key) : default;

    /// <summary>True for a key after which vi takes letters as text.</summary>
    public static bool BeginsText(Key key) => key.Kind == KeyKind.Text && key.Code is 'i' or 'a' or 'o' or 'I' or 'A' or 'O' or 's' or 'S' or 'C' or 'R';

    /// <summary>True for a character after which a pager takes others as text, or as part of a command.</summary>
    public static bool AsksInPager(Key key) => key.Code is '/' or '?' or '&' or ':' or '-' or '_' or '!' or '|' or '#' or '\'' or 'm' or 's' or 'v' or '^' or '+' or (>= '0' and <= '9');

    /// <summary>True for a character that may take vi's cursor one column further.</summary>
    public static bool GoesForth(int code) => code is 'l' or 'w' or 'W' or 'e' or 'E' or 'n' or 'N' or ';' or ',' or '*' or '#';

    /// <summary>True for a key that vi deletes a line with, if it is typed twice.</summary>
    public static bool Deletes(Key key) => key.Kind == KeyKind.Text && key.Code == 'd';

    /// <summary>True for the key that vi's command line begins with.</summary>
    public static bool BeginsCommand(Key key) => key.Kind == KeyKind.Text && key.Code == ':';

    private static Movement InVi(Key key) => (key.Kind, key.Code) switch
    {
        (KeyKind.Down, _) or (KeyKind.Text, 'j') => Down,
        (KeyKind.Up, _) or (KeyKind.Text, 'k') => Up,
        (KeyKind.Left, _) or (KeyKind.Text, 'h') => Back,
        (KeyKind.Right, _) or (KeyKind.Text, 'l') => Forth,
        (KeyKind.Text, 'w') => new(MovementKind.Word),
        (KeyKind.Text, 'o') => new(MovementKind.OpenLine),
        (KeyKind.Text, 'd') => new(MovementKind.DeleteLine),
        (KeyKind.Text, ':') => new(MovementKind.CommandLine),
        _ => default,
    };

    private static Movement InPager(Key key) => (key.Kind, key.Code) switch
    {
        (KeyKind.Down, _) or (KeyKind.Text, 'j') => TextUp,
        (KeyKind.Up, _) or (KeyKind.Text, 'k') => TextDown,
        _ => default,
    };
}
