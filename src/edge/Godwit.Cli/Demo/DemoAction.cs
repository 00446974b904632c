namespace Godwit.Cli.Demo;

/// <summary>What <see cref="DemoTypist.Next"/> wants done now.</summary>
internal enum DemoAction
{
    /// <summary>Nothing until the screen changes or <see cref="DemoTypist.NextDue"/>.</summary>
    Wait,

    /// <summary>Send the key.</summary>
    Press,

    /// <summary>Change the client's address.</summary>
    Roam,

    /// <summary>The script is through: the last prompt shows.</summary>
    Finish,
}
