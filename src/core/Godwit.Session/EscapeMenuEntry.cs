namespace Godwit.Session;

/// <summary>One of the client's own commands.</summary>
/// <param name="Key">Typed after the escape key.</param>
/// <param name="Command">What it does.</param>
/// <param name="Name">The key as people name it.</param>
/// <param name="Word">What it does, in one word; empty leaves it out of the list in one line.</param>
/// <param name="Explanation">What it does, as a sentence without its end.</param>
internal sealed record EscapeMenuEntry(byte Key, ClientCommand Command, string Name, string Word, string Explanation);
