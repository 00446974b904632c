using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>What the program on a pty has set for its input.</summary>
/// <param name="Echo">The terminal echoes what is typed (ECHO). Off while a password is asked for.</param>
/// <param name="Canonical">Input is taken in lines (ICANON). Off in editors and in shells with line editing.</param>
public readonly record struct PtyModes(bool Echo, bool Canonical)
{
    /// <summary>The octet that erases a character of the line, from the screen too; 0 if none does (VERASE, ECHOE).</summary>
    public byte Erase { get; init; }

    /// <summary>The octet that erases a word; 0 if none does (VWERASE, IEXTEN, ECHOE).</summary>
    public byte WordErase { get; init; }

    /// <summary>The octet that erases the line; 0 if none does, or if it leaves what is on the screen (VKILL, ECHOK, ECHOKE).</summary>
    public byte Kill { get; init; }

    internal static unsafe PtyModes From(in Libc.Termios modes)
    {
        var flags = modes.LocalFlags;
        bool Has(uint wanted) => (flags & wanted) == wanted;

        // On paper terminals (ECHOPRT) nothing is ever erased.
        var erases = Has(Libc.LocalEchoErase) && !Has(Libc.LocalEchoPrint);
        return new(Has(Libc.LocalEcho), Has(Libc.LocalCanonical))
        {
            Erase = erases ? Octet(modes.ControlCharacters[Libc.CharacterErase]) : (byte)0,
            WordErase = erases && Has(Libc.LocalExtended) ? Octet(modes.ControlCharacters[Libc.CharacterWordErase]) : (byte)0,
            Kill = erases && Has(Libc.LocalEchoKill | Libc.LocalEchoKillErases) ? Octet(modes.ControlCharacters[Libc.CharacterKill]) : (byte)0,
        };
    }

    private static byte Octet(byte character) => character == Libc.CharacterOff ? (byte)0 : character;
}
