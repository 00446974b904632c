using System.Globalization;
using Godwit.Client;
using Godwit.Crypto;
using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Session;

namespace Godwit.Cli;

/// <summary>From a client's command line and environment to a running client (spec 04 section 4).</summary>
internal static class ClientLaunch
{
    private const int LastPort = 65535;

    /// <summary>Stock's variable for the key that introduces the client's own commands.</summary>
    public const string EscapeVariable = "MOSH_ESCAPE_KEY";

    /// <summary>A file for how the session went, as <c>--stats</c>.</summary>
    public const string StatsVariable = "GODWIT_STATS";

    /// <summary>Set at all: programs in the session may read the user's clipboard.</summary>
    public const string ClipboardVariable = "GODWIT_CLIPBOARD_READ";

    /// <summary>Stock's variable for <c>--no-init</c>; set at all.</summary>
    public const string NoInitVariable = "MOSH_NO_TERM_INIT";

    private const string ExitNotice = "[mosh is exiting.]\n";
    private const string LeastTerminal = "vt100";

    /// <summary>Runs <c>mosh-client</c> or <c>godwit client</c>.</summary>
    /// <param name="words">Without the program's name and verb.</param>
    /// <param name="isStock">True if called as <c>mosh-client</c>.</param>
    /// <returns>The exit status.</returns>
    public static int Run(IReadOnlyList<string> words, bool isStock)
    {
        // First of all, so that nothing we start and nobody who looks at /proc finds it.
        var key = ProcessEnvironment.Take("MOSH_KEY");
        var parsed = ClientCommandLine.Parse(words, isStock);
        if (!parsed.TryTake(out var request))
        {
            return parsed.ExitStatus;
        }

        var program = isStock ? "mosh-client" : "godwit client";
        return request.CountsColors ? CountColors(program) : Join(request, key, program, isStock);
    }

    /// <summary>Runs the client in this process, for a session that was just started.</summary>
    /// <param name="address">The server's numeric address.</param>
    /// <param name="others">Further numeric addresses of its host; may hold the first one too.</param>
    /// <param name="port">The server's UDP port.</param>
    /// <param name="key">The session's key.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="terminal">The user's terminal, in raw mode already or not.</param>
    /// <param name="login">The ssh that started the server, if it is still about to end.</param>
    /// <param name="forwarding">What is forwarded; null for nothing.</param>
    /// <returns>The exit status.</returns>
    public static int RunSession(string address, IReadOnlyList<string> others, int port, string key, ConnectOptions options, RawTerminal terminal, ChildProcess? login, ClientForwarding? forwarding = null)
    {
        ClientSettings settings = Settings(address, port, key, "godwit");
        settings = settings with
        {
            UsesAlternateScreen = options.UsesAlternateScreen ?? settings.UsesAlternateScreen,
            OtherAddresses = others,
            Login = login,
            Forwarding = forwarding,
            EscapeKey = options.Escape ?? settings.EscapeKey,
            StatsFile = options.StatsFile ?? settings.StatsFile,
            Host = options.Host,
            LogFile = options.LogFile,
            OnLost = options.OnLost,
            OnResume = options.OnResume,
            MayReadClipboard = options.MayReadClipboard ?? settings.MayReadClipboard,
            Prediction = PredictionMode.Of(options.Prediction, options.PredictionOverwrites),
            AmbiguousIsWide = options.AmbiguousIsWide ?? settings.AmbiguousIsWide,
        };
        return ClientProgram.Run(settings, terminal);
    }

    /// <summary>Runs a session without a terminal in this process.</summary>
    /// <param name="address">The server's numeric address.</param>
    /// <param name="others">Further numeric addresses of its host; may hold the first one too.</param>
    /// <param name="port">The server's UDP port.</param>
    /// <param name="key">The session's key.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="login">The ssh that started the server, if it is still about to end.</param>
    /// <param name="forwarding">What is forwarded; null for nothing.</param>
    /// <returns>The exit status.</returns>
    public static int RunWithoutTerminal(string address, IReadOnlyList<string> others, int port, string key, ConnectOptions options, ChildProcess? login, ClientForwarding? forwarding) =>
        ClientProgram.RunWithoutTerminal(Settings(address, port, key, "godwit") with
        {
            OtherAddresses = others,
            Login = login,
            Host = options.Host,
            LogFile = options.LogFile,
            OnLost = options.OnLost,
            OnResume = options.OnResume,
            Forwarding = forwarding,
            RunsCommand = options.Kind == SessionKind.Command,
            ReadsInput = options.ReadsInput,
            Prediction = PredictionMode.Of(PredictionMode.Never, null),
        });

    /// <summary><c>godwit reset</c>: takes back what a session may have left on the user's terminal.</summary>
    /// <returns>The exit status.</returns>
    public static int ResetTerminal() => TerminalRepair.Reset(Settings("", 0, "", "godwit")) ? ExitCode.Success : Fail("godwit reset: standard input is not a terminal.\n");

    /// <summary>True if something says, before it is asked, that the user's terminal has 24-bit colours.</summary>
    public static bool HasTrueColor() => Settings("", 0, "", "godwit").HasTrueColor(Terminal());

    /// <summary>What the environment says of the user's terminal, for no session yet.</summary>
    public static ClientSettings TerminalSettings() => Settings("", 0, "", "godwit");

    /// <summary>The user's terminal for <c>godwit</c>; a type without an entry is taken for a usual one.</summary>
    public static TerminfoEntry Terminal()
    {
        var term = ProcessEnvironment.Get("TERM") ?? "";
        return TerminfoEntry.Load(term, ProcessEnvironment.Get) ?? TerminfoEntry.Assume(term);
    }

    /// <summary>Why the user's terminal cannot show a session, as a sentence; null if it can.</summary>
    /// <param name="program">The name that messages begin with.</param>
    public static string? TerminalProblem(string program)
    {
        if (!FileDescriptor.IsTerminal(FileDescriptor.StandardInput))
        {
            return $"{program}: standard input is not a terminal; start it from a terminal.\n";
        }

        return Terminal().CanMoveCursor
            ? null
            : $"{program}: a terminal of type \"{ProcessEnvironment.Get("TERM")}\" cannot move its cursor; set TERM to its real type, for example xterm-256color.\n";
    }

    /// <summary>What <c>mosh-client -c</c> prints: the colours of the user's terminal, -1 if its entry does not say.</summary>
    /// <param name="program">The name that messages begin with.</param>
    /// <param name="colors">The number and a line end; empty on failure.</param>
    /// <returns>False, and a message was printed, if the terminal's type is unknown.</returns>
    public static bool TryReadColors(string program, out string colors)
    {
        var isKnown = TryLoadTerminal(program, out var terminal);
        colors = isKnown ? terminal.Colors.ToString(CultureInfo.InvariantCulture) + "\n" : "";
        return isKnown;
    }

    private static int CountColors(string program)
    {
        var isKnown = TryReadColors(program, out var colors);
        Print.Output(colors);
        return isKnown ? ExitCode.Success : ExitCode.Failure;
    }

    private static int Join(ClientRequest request, string? key, string program, bool isStock)
    {
        if (key is null)
        {
            return Fail($"{program}: MOSH_KEY is not set; it has to hold the session's key.\n");
        }

        if (ProcessEnvironment.Get(PredictionMode.Variable) is { } mode && !PredictionMode.IsKnown(mode))
        {
            return Fail($"{program}: the prediction mode \"{mode}\" of {PredictionMode.Variable} is not known: {PredictionMode.Choices}.\n");
        }

        if (isStock && !IsUtf8(program))
        {
            return ExitCode.Failure;
        }

        if (TerminalProblem(program) is { } problem)
        {
            return Fail(problem);
        }

        if (isStock && !TryLoadTerminal(program, out _))
        {
            Print.Output(ExitNotice);
            return ExitCode.Failure;
        }

        var reason = CheckTarget(request, key);
        if (reason.Length > 0)
        {
            Print.Error($"{program}: {reason}.\n");
            Print.Output(isStock ? ExitNotice : "");
            return ExitCode.Failure;
        }

        var port = int.Parse(request.Port, CultureInfo.InvariantCulture);
        using var forwarding = new ClientForwarding(Invocation.ProgramPath(), new ForwardSettings());
        return ClientProgram.Run(Settings(request.Address, port, key, isStock ? "mosh" : "godwit") with
        {
            Verbosity = request.Verbosity,
            Forwarding = isStock ? null : forwarding,
        });
    }

    private static string CheckTarget(ClientRequest request, string key)
    {
        if (!int.TryParse(request.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > LastPort)
        {
            return $"the UDP port {request.Port} is not within 1 to {LastPort}";
        }

        if (!UdpAddress.TryParse(request.Address, 0, out _))
        {
            return $"{request.Address} is not a numeric address; names are not looked up here";
        }

        var status = SessionKey.TryParse(key, out var parsed);
        parsed?.Dispose();
        return status == SessionKeyStatus.Valid ? "" : "MOSH_KEY does not hold a key: 22 characters of Base64 are expected";
    }

    private static ClientSettings Settings(string address, int port, string key, string name) => new()
    {
        Address = address,
        Port = port,
        Key = key,
        Name = name,
        EscapeKey = EscapeKey.Parse(ProcessEnvironment.Get(EscapeVariable)),
        EscapeMenu = name == "mosh" ? EscapeMenu.Stock : EscapeMenu.Godwit,
        StatsFile = ProcessEnvironment.Get(StatsVariable) is { Length: > 0 } stats ? stats : null,

        // Only under stock's names: whoever asks for godwit gets titles as programs set them.
        TitlePrefix = name == "mosh" && ProcessEnvironment.Get("MOSH_TITLE_NOPREFIX") is null ? "[mosh] " : "",
        UsesAlternateScreen = ProcessEnvironment.Get(NoInitVariable) is null,
        ColorTerm = ProcessEnvironment.Get("COLORTERM"),
        TermProgram = ProcessEnvironment.Get("TERM_PROGRAM"),
        MayReadClipboard = ProcessEnvironment.Get(ClipboardVariable) is not null,
        AmbiguousIsWide = AmbiguousWidth.IsWide(ProcessEnvironment.Get(AmbiguousWidth.Variable)),
        Prediction = PredictionMode.Of(ProcessEnvironment.Get(PredictionMode.Variable)),
        Term = ProcessEnvironment.Get("TERM") is { Length: > 0 } term ? term : LeastTerminal,
    };

    // As stock: what is not known to the terminal database is refused, with the reason.
    private static bool TryLoadTerminal(string program, out TerminfoEntry entry)
    {
        var term = ProcessEnvironment.Get("TERM") ?? "";
        var loaded = TerminfoEntry.Load(term, ProcessEnvironment.Get);
        entry = loaded ?? new();
        if (loaded is null)
        {
            Print.Error(term.Length == 0
                ? $"{program}: TERM is not set; set it to the terminal's type, for example xterm-256color.\n"
                : $"{program}: the terminal type \"{term}\" (TERM) is not known on this machine.\n");
        }

        return loaded is not null;
    }

    private static bool IsUtf8(string program)
    {
        var charset = ProcessEnvironment.GetCharacterSet(out _);
        if (charset is "UTF-8" or "utf-8" or "utf8" or "UTF8")
        {
            return true;
        }

        Print.Error($"{program}: a locale with the character set UTF-8 is needed, but the environment names one with {charset}; set for example LANG=C.UTF-8.\n");
        try
        {
            Print.Output(CommandOutput.Read(["locale"], showsErrors: true, out _));
        }
        catch (PlatformException)
        {
            // The list of variables is a service; a system without the program locale has none.
        }

        return false;
    }

    private static int Fail(string sentence)
    {
        Print.Error(sentence);
        return ExitCode.Failure;
    }
}
