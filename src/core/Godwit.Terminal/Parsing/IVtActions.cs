namespace Godwit.Terminal;

/// <summary>
/// What the parser found in the bytes, without meaning: the emulator gives it one. Implemented by structs, so that the calls are
/// direct. Spans are views into the parser's or the caller's buffer and valid during the call only.
/// </summary>
internal interface IVtActions
{
    /// <summary>A run of octets 20–7E to print; not empty.</summary>
    void PrintAscii(ReadOnlySpan<byte> run);

    /// <summary>One octet 20–7E to print.</summary>
    void PrintAscii(byte character);

    /// <summary>May print some characters from A0 up at once; for the rest <see cref="Print"/> is called.</summary>
    /// <param name="text">Any octets, the first one from 80 up.</param>
    /// <returns>Octets of the whole characters that were printed; 0 if none was.</returns>
    int PrintRun(ReadOnlySpan<byte> text);

    /// <summary>One character from A0 up to print; a Unicode scalar value (U+FFFD stands for ill-formed input).</summary>
    void Print(int codePoint);

    /// <summary>A control: 00–1F or 80–9F.</summary>
    void Execute(int control);

    /// <summary>The controls 0D and 0A one after the other.</summary>
    void NewLine();

    /// <summary>ESC, up to two intermediates, a final octet.</summary>
    /// <param name="key">See <see cref="SequenceKey"/>.</param>
    void Escape(int key);

    /// <summary>A complete CSI sequence.</summary>
    /// <param name="key">See <see cref="SequenceKey"/>.</param>
    /// <param name="parameters">Its numbers.</param>
    void Csi(int key, SequenceParameters parameters);

    /// <summary>An operating system command.</summary>
    /// <param name="text">Valid UTF-8 without controls.</param>
    /// <param name="truncated">True if the text was longer than the parser keeps.</param>
    void Osc(ReadOnlySpan<byte> text, bool truncated);

    /// <summary>A device control string.</summary>
    /// <param name="key">See <see cref="SequenceKey"/>.</param>
    /// <param name="text">Valid UTF-8 without controls.</param>
    /// <param name="truncated">True if the text was longer than the parser keeps.</param>
    void Dcs(int key, ReadOnlySpan<byte> text, bool truncated);
}
