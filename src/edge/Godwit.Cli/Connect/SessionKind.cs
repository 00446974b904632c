namespace Godwit.Cli;

/// <summary>What a session is for.</summary>
internal enum SessionKind
{
    /// <summary>A terminal.</summary>
    Terminal,

    /// <summary>A command without one (<c>godwit exec</c>, <c>-T</c>).</summary>
    Command,

    /// <summary>Forwardings alone (<c>godwit forward</c>, <c>-N</c>).</summary>
    Forwards,
}
