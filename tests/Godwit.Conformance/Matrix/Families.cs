namespace Godwit.Conformance.Matrix;

/// <summary>The rows of the matrix, one family a file.</summary>
internal static partial class Families
{
    /// <summary>Text that gives the functions something to work on; the cursor ends inside it.</summary>
    private const string Text = "abcdefgh漢字\r\nijklmnop\r\nqrstuvwx\e[2;4H";

    /// <summary>The families in the order of the documentation.</summary>
    public static IReadOnlyList<(string Name, SequenceCase[] Rows)> All =>
    [
        ("Controls and escapes", Controls),
        ("Cursor", Cursor),
        ("Erase, insert, delete, scroll, rectangles", Editing),
        ("Rendition", Renditions),
        ("Modes", Modes),
        ("Keyboard", Keyboard),
        ("Queries", Queries),
        ("Operating system commands", Commands),
        ("Images and other strings", Strings),
    ];

    /// <summary>State that every client gets.</summary>
    private static SequenceCase Shown(string sequence, string name, string setup = Text) => new(sequence, name, SequenceClass.State, Arrival.Same, Arrival.Same, setup);

    /// <summary>State of which a stock client gets a part.</summary>
    private static SequenceCase Reduced(string sequence, string name, string note, string setup = Text) =>
        new(sequence, name, SequenceClass.State, Arrival.Reduced, Arrival.Same, setup) { Note = note };

    /// <summary>State that only a Godwit client gets.</summary>
    private static SequenceCase Extended(string sequence, string name, string setup = Text) => new(sequence, name, SequenceClass.State, Arrival.Nothing, Arrival.Same, setup);

    /// <summary>State that shows in what follows.</summary>
    private static SequenceCase Hidden(string sequence, string name, string setup = Text) => new(sequence, name, SequenceClass.State, Arrival.Later, Arrival.Later, setup);

    /// <summary>Something that happens once and that stock can carry.</summary>
    private static SequenceCase Happens(string sequence, string name, Arrival stock, Arrival godwit) => new(sequence, name, SequenceClass.Event, stock, godwit, Text);

    /// <summary>A query.</summary>
    private static SequenceCase Asks(string sequence, string name, string setup = Text) => new(sequence, name, SequenceClass.Query, Arrival.Nothing, Arrival.Nothing, setup);

    /// <summary>Nothing.</summary>
    private static SequenceCase Nothing(string sequence, string name, string setup = Text) => new(sequence, name, SequenceClass.Ignored, Arrival.Nothing, Arrival.Nothing, setup);
}
