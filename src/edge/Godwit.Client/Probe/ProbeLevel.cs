namespace Godwit.Client;

/// <summary>How much a terminal may be asked without printing what it does not understand.</summary>
internal enum ProbeLevel : byte
{
    /// <summary>Nothing: a VT100, a console, something that names itself dumb.</summary>
    None,

    /// <summary>Sequences without intermediates and strings: colours, version, DA1.</summary>
    Basic,

    /// <summary>Everything.</summary>
    Full,
}
