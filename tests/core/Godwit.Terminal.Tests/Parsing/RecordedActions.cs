using System.Text;

namespace Godwit.Terminal.Tests;

/// <summary>Writes down what the parser reports, one word an action.</summary>
internal readonly struct RecordedActions(List<string> log) : IVtActions
{
    public void PrintAscii(ReadOnlySpan<byte> run) => Text(Encoding.ASCII.GetString(run));

    public void PrintAscii(byte character) => Text(((char)character).ToString());

    public int PrintRun(ReadOnlySpan<byte> text) => 0;

    public void Print(int codePoint) => Text(char.ConvertFromUtf32(codePoint));

    public void Execute(int control) => log.Add($"x{control:X2}");

    public void NewLine()
    {
        Execute('\r');
        Execute('\n');
    }

    public void Escape(int key) => log.Add($"esc {Key(key)}");

    public void Csi(int key, SequenceParameters parameters)
    {
        string numbers = $"{parameters[0]}";
        for (int i = 1; i < parameters.Count; i++)
        {
            numbers += (parameters.IsContinuation(i) ? ":" : ";") + parameters[i];
        }

        log.Add($"csi {Key(key)} {numbers}");
    }

    public void Osc(ReadOnlySpan<byte> text, bool truncated) => log.Add($"osc {Encoding.UTF8.GetString(text)}{(truncated ? "…" : "")}");

    public void Dcs(int key, ReadOnlySpan<byte> text, bool truncated) =>
        log.Add($"dcs {Key(key)} {Encoding.UTF8.GetString(text)}{(truncated ? "…" : "")}");

    /// <summary>How a run is cut is not part of the contract: neighbouring text is joined.</summary>
    private void Text(string text)
    {
        if (log.Count > 0 && log[^1].StartsWith('\''))
        {
            log[^1] = log[^1][..^1] + text + "'";
        }
        else
        {
            log.Add($"'{text}'");
        }
    }

    private static string Key(int key)
    {
        string name = "";
        for (int shift = SequenceKey.MarkerShift; shift >= 0; shift -= 8)
        {
            int octet = (key >> shift) & 0xFF;
            name += octet == 0 ? "" : (char)octet;
        }

        return name;
    }
}
