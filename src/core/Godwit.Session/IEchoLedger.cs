namespace Godwit.Session;

/// <summary>Keeps account of what was shown of the user's keys before the server answered.</summary>
public interface IEchoLedger
{
    /// <summary>The account so far.</summary>
    EchoFigures Figures { get; }
}
