using System.Globalization;
using System.Text;

namespace Godwit.Bench.Models;

/// <summary>
/// Prints a line after every eighth key, about once a second as <c>ping</c> does, but always at the same place of the typing, so that it is known which
/// screens are right.
/// </summary>
/// <param name="redrawsLine">It takes its input line away before and draws it again after, as line editors and chat programs do; else the output just comes at the cursor.</param>
internal sealed class PrintingModel(bool redrawsLine) : Model
{
    /// <summary>Before the input line.</summary>
    public const string Prompt = "> ";

    private const int KeysPerLine = 8;

    private readonly StringBuilder typed = new();

    /// <summary>A line of output.</summary>
    public static string Line(int number) => string.Create(CultureInfo.InvariantCulture, $"64 bytes from 192.0.2.1: seq={number + 100} ttl=57");

    public override string Echo(char letter)
    {
        typed.Append(letter);
        return base.Echo(letter);
    }

    public override string Aside(int keys) => keys % KeysPerLine != 0 ? ""
        : redrawsLine ? $"\r\e[K{Line(keys)}\r\n{Prompt}{typed}" : $"{Line(keys)}\r\n";
}
