namespace Godwit.Cli;

/// <summary>One name of a long option. Several names may stand for one option.</summary>
/// <param name="Name">Lower case, without dashes.</param>
/// <param name="Argument">What may follow it.</param>
/// <param name="Option">The option that it stands for.</param>
internal readonly record struct OptionSpec(string Name, OptionArgument Argument, ConnectOption Option);
