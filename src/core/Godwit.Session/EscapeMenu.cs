namespace Godwit.Session;

/// <summary>What may follow the escape key. A command that is not in the list of a client does not exist for its user.</summary>
public sealed class EscapeMenu
{
    private const byte ControlZ = 0x1A;

    private static readonly EscapeMenuEntry Quit = new((byte)'.', ClientCommand.Quit, ".", "quit", "end the session");
    private static readonly EscapeMenuEntry Suspend = new(ControlZ, ClientCommand.Suspend, "Ctrl-Z", "suspend", "back to the local shell; \"fg\" continues");

    private readonly EscapeMenuEntry[] entries;

    private EscapeMenu(params EscapeMenuEntry[] entries) => this.entries = entries;

    /// <summary>Stock's, for whoever calls us by stock's names: every other key is sent, as vim's Ctrl-^ and what follows it.</summary>
    public static EscapeMenu Stock { get; } = new(Quit, Suspend);

    /// <summary>Ours.</summary>
    public static EscapeMenu Godwit { get; } = new(
        Quit,
        Suspend,
        new EscapeMenuEntry((byte)'r', ClientCommand.Redraw, "r", "", "paint the screen again"),
        new EscapeMenuEntry((byte)'s', ClientCommand.Status, "s", "status", "connection, path, round trip, loss, traffic, forwardings"),
        new EscapeMenuEntry((byte)'C', ClientCommand.CommandLine, "C", "forward", "ask for a line: -L, -R or -D forwards, -KL, -KR or -KD cancels"),
        new EscapeMenuEntry((byte)'?', ClientCommand.Help, "?", "help", "this list"));

    /// <summary>The command for a key; none if it is not in the list or if it is the pass key.</summary>
    internal ClientCommand CommandOf(EscapeKey escape, byte typed)
    {
        foreach (EscapeMenuEntry entry in entries)
        {
            if (entry.Key == typed && IsReachable(escape, entry))
            {
                return entry.Command;
            }
        }

        return ClientCommand.None;
    }

    /// <summary>The list in one line of less than 80 columns.</summary>
    internal string Line(EscapeKey escape)
    {
        IEnumerable<string> words = entries.Where(entry => entry.Word.Length > 0 && IsReachable(escape, entry)).Select(entry => $"{entry.Name} {entry.Word}");
        return string.Join(", ", words.Append($"{(char)escape.PassKey} send {escape.Name}"));
    }

    /// <summary>The list with explanations.</summary>
    internal string[] Lines(EscapeKey escape)
    {
        string place = escape.IsControl ? "" : " at the start of a line";
        IEnumerable<string> lines = entries.Where(entry => IsReachable(escape, entry)).Select(entry => $"  {entry.Name,-8}{entry.Explanation}");
        return [$"After {escape.Name}{place}:", .. lines, $"  {(char)escape.PassKey,-8}send {escape.Name} itself; any other key is sent with it"];
    }

    // The first two have precedence over the pass key in stock.
    private static bool IsReachable(EscapeKey escape, EscapeMenuEntry entry) =>
        ReferenceEquals(entry, Quit) || ReferenceEquals(entry, Suspend) || !escape.IsPassKey(entry.Key);
}
