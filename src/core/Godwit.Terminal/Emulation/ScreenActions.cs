namespace Godwit.Terminal;

/// <summary>The parser's door to an emulator: a struct, so that the parser's calls are direct.</summary>
/// <param name="emulator">Who acts.</param>
internal readonly struct ScreenActions(Emulator emulator) : IVtActions
{
    public void PrintAscii(ReadOnlySpan<byte> run) => emulator.PrintAscii(run);

    public void PrintAscii(byte character) => emulator.PrintAscii(character);

    public int PrintRun(ReadOnlySpan<byte> text) => emulator.PrintRun(text);

    public void Print(int codePoint) => emulator.PrintCharacter(codePoint);

    public void Execute(int control) => emulator.FrequentControl(control);

    public void NewLine() => emulator.NewLine();

    public void Escape(int key) => emulator.Escape(key);

    public void Csi(int key, SequenceParameters parameters) => emulator.FrequentCsi(key, in parameters);

    public void Osc(ReadOnlySpan<byte> text, bool truncated) => emulator.Osc(text, truncated);

    public void Dcs(int key, ReadOnlySpan<byte> text, bool truncated) => emulator.Dcs(key, text, truncated);
}
