namespace Godwit.Forwarding;

/// <summary>A part that the user knows by a name: a listener.</summary>
internal interface IReportedPart : IForwardPart
{
    /// <summary>How it is doing.</summary>
    ForwardReport Report { get; }
}
