namespace Godwit.Cli;

/// <summary>One name of an option. Several names may stand for one option.</summary>
/// <remarks>A class, because lists of a value type would bring their own code into the program, which is larger than all options.</remarks>
/// <param name="name">Lower case, without dashes.</param>
/// <param name="argument">What may follow it.</param>
/// <param name="option">The option of <c>godwit HOST</c> that it stands for; of no meaning to commands that go by the name.</param>
internal sealed class OptionSpec(string name, OptionArgument argument, ConnectOption option = default)
{
    /// <summary><c>--help</c> of every command.</summary>
    public static OptionSpec Help { get; } = new("help", OptionArgument.None, ConnectOption.Help) { Summary = "what can be said here" };

    /// <summary><c>--version</c> of every command.</summary>
    public static OptionSpec Version { get; } = new("version", OptionArgument.None, ConnectOption.Version) { Summary = "the version" };

    /// <summary>Lower case, without dashes; or one capital, which then is no long option: <c>-L8080:host:80</c>, <c>-NA</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What may follow it.</summary>
    public OptionArgument Argument { get; } = argument;

    /// <summary>The option of <c>godwit HOST</c> that it stands for.</summary>
    public ConnectOption Option { get; } = option;

    /// <summary>A few words of letters, digits, blanks and commas for the shells' lists; empty for an option that people do not type.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The values that a shell offers, with blanks between; empty if there is no list of them.</summary>
    public string Values { get; init; } = "";

    /// <summary>True if the value is the name of a file on this machine.</summary>
    public bool IsFile { get; init; }

    /// <summary>Its name in configuration files; empty if it has no place there.</summary>
    public string Keyword { get; init; } = "";

    /// <summary>True for a capital letter.</summary>
    public bool IsCapital => Name.Length == 1 && char.IsAsciiLetterUpper(Name[0]);

    /// <summary>As it is typed: <c>-p</c>, <c>--port</c>.</summary>
    public string Word => (Name.Length == 1 ? "-" : "--") + Name;

    /// <summary>As it is typed to turn it off; null if it cannot be, or for a letter, of which nobody expects it.</summary>
    public string? NegatedWord => Argument == OptionArgument.Negatable && Name.Length > 1 ? "--no-" + Name : null;
}
