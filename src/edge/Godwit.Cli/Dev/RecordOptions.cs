using System.Globalization;
using Godwit.Terminal;

namespace Godwit.Cli.Dev;

/// <summary>What was asked of <c>godwit dev record</c>.</summary>
internal sealed record RecordOptions
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Usage = """
        Usage: godwit dev record [--size COLSxROWS] [--keys SCRIPT] [--home FOLDER] OUT -- COMMAND [ARGUMENT]…

        Runs a program on a terminal of a fixed size in a fixed environment, types the keys of a script, and writes all that the
        program printed to OUT, chunk by chunk, for tests/Godwit.Conformance.

          --size COLSxROWS  the size of the terminal (default: 80x24)
          --keys SCRIPT     a file of steps, one a line; recorded until the program ends, or two seconds after the last step
          --home FOLDER     HOME and working directory of the program (default: here)

        Steps: wait TEXT, gone TEXT, quiet MILLISECONDS, type KEYS, check NAME, resize COLSxROWS. KEYS know \e \r \n \t \\ and \xHH.

        """;

    /// <summary>Columns.</summary>
    public ushort Columns { get; init; } = 80;

    /// <summary>Rows.</summary>
    public ushort Rows { get; init; } = 24;

    /// <summary>Path of the script; empty for none.</summary>
    public string Script { get; init; } = "";

    /// <summary>HOME of the program; empty for the working directory.</summary>
    public string Home { get; init; } = "";

    /// <summary>Path of the recording.</summary>
    public string Output { get; init; } = "";

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Reads the arguments after <c>dev record</c>.</summary>
    /// <returns>Null if they are wrong.</returns>
    public static RecordOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new RecordOptions();
        while (arguments is [var name, var value, .. var rest])
        {
            switch (name)
            {
                case "--size" when TryParseSize(value, out ushort columns, out ushort rows):
                    options = options with { Columns = columns, Rows = rows };
                    break;
                case "--keys":
                    options = options with { Script = value };
                    break;
                case "--home":
                    options = options with { Home = value };
                    break;
                default:
                    return !name.StartsWith('-') && value == "--" && !rest.IsEmpty
                        ? options with { Output = name, Command = rest.ToArray() }
                        : null;
            }

            arguments = rest;
        }

        return null;
    }

    /// <summary>Reads <c>80x24</c>; both 1 or more and no larger than a screen may be.</summary>
    public static bool TryParseSize(string text, out ushort columns, out ushort rows)
    {
        string[] parts = text.Split('x');
        rows = 0;
        return ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out columns)
            && parts.Length == 2
            && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out rows)
            && columns is > 0 and <= Screen.WidthMax
            && rows is > 0 and <= Screen.HeightMax;
    }
}
