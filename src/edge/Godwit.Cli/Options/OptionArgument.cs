namespace Godwit.Cli;

/// <summary>What may follow a long option.</summary>
internal enum OptionArgument
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Nothing; <c>no</c> or <c>no-</c> before the name turns it off.</summary>
    Negatable,

    /// <summary>A value: after <c>=</c>, or the next word whatever it looks like.</summary>
    Value,
}
