namespace Godwit.Cli;

/// <summary>What may follow a long option.</summary>
internal enum OptionArgument
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Nothing; <c>no</c> or <c>no-</c> before the name turns it off.</summary>
    Negatable,

    /// <summary>Nothing, or the next word if it is one of the option's values and not the last word: a host may have that name, too. For letters only.</summary>
    Optional,

    /// <summary>A value: after <c>=</c>, or the next word whatever it looks like.</summary>
    Value,
}
