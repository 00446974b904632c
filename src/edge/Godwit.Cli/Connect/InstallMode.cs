namespace Godwit.Cli;

/// <summary>Whether this program is copied to a host that has no server (<c>--install</c>).</summary>
internal enum InstallMode
{
    /// <summary>If there is neither godwit nor mosh-server, and the user says yes.</summary>
    Ask,

    /// <summary>If there is no godwit, without a question.</summary>
    Always,

    /// <summary>It is not.</summary>
    Never,
}
