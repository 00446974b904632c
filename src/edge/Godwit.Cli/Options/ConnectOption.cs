namespace Godwit.Cli;

/// <summary>The options of <c>mosh</c> and <c>godwit HOST</c> (spec 04 section 2).</summary>
internal enum ConnectOption
{
    /// <summary><c>--client</c>.</summary>
    Client,

    /// <summary><c>--server</c>.</summary>
    Server,

    /// <summary><c>--predict</c>.</summary>
    Predict,

    /// <summary><c>-a</c>.</summary>
    PredictAlways,

    /// <summary><c>-n</c>.</summary>
    PredictNever,

    /// <summary><c>-o</c>, <c>--predict-overwrite</c>.</summary>
    PredictOverwrite,

    /// <summary><c>--family</c>.</summary>
    Family,

    /// <summary><c>-4</c>.</summary>
    InetOnly,

    /// <summary><c>-6</c>.</summary>
    Inet6Only,

    /// <summary><c>-p</c>, <c>--port</c>.</summary>
    Port,

    /// <summary><c>--bind-server</c>.</summary>
    BindServer,

    /// <summary><c>--ssh</c>.</summary>
    Ssh,

    /// <summary><c>--ssh-pty</c>.</summary>
    SshPty,

    /// <summary><c>--init</c>.</summary>
    Init,

    /// <summary><c>--local</c>.</summary>
    Local,

    /// <summary><c>--experimental-remote-ip</c>.</summary>
    RemoteAddress,

    /// <summary><c>--clipboard-read</c>.</summary>
    ClipboardRead,

    /// <summary><c>--ambiguous</c>.</summary>
    Ambiguous,

    /// <summary><c>--escape</c>.</summary>
    Escape,

    /// <summary><c>--stats</c>.</summary>
    Stats,

    /// <summary><c>--log</c>.</summary>
    Log,

    /// <summary><c>--on-lost</c>.</summary>
    OnLost,

    /// <summary><c>--on-resume</c>.</summary>
    OnResume,

    /// <summary><c>--send-env</c>.</summary>
    SendEnv,

    /// <summary><c>--config</c>.</summary>
    Config,

    /// <summary><c>--install</c>.</summary>
    Install,

    /// <summary><c>--ttl</c>.</summary>
    TimeToLive,

    /// <summary><c>--fake-proxy</c>.</summary>
    FakeProxy,

    /// <summary><c>--help</c>.</summary>
    Help,

    /// <summary><c>--version</c>.</summary>
    Version,

    /// <summary><c>-L</c>.</summary>
    LocalForward,

    /// <summary><c>-R</c>.</summary>
    RemoteForward,

    /// <summary><c>-D</c>.</summary>
    DynamicForward,

    /// <summary><c>-A</c>.</summary>
    ForwardAgent,

    /// <summary><c>-X</c>.</summary>
    ForwardDisplay,

    /// <summary><c>-Y</c>.</summary>
    ForwardTrustedDisplay,

    /// <summary><c>-N</c>.</summary>
    NoCommand,

    /// <summary><c>-T</c>.</summary>
    NoTerminal,

    /// <summary><c>--exit-on-forward-failure</c>.</summary>
    ExitOnForwardFailure,
}
