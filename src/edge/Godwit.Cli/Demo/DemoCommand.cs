using Godwit.Platform;

namespace Godwit.Cli.Demo;

/// <summary><c>godwit demo</c>: client and server on this machine, over real UDP through an emulated link.</summary>
internal static class DemoCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int BadUsage = 2;

    private const SignalSet Ends = SignalSet.Terminate | SignalSet.Interrupt | SignalSet.Hangup;

    /// <summary>Runs the demo: interactive on a terminal, else the scripted session.</summary>
    /// <param name="arguments">The arguments after <c>demo</c>.</param>
    /// <returns>
    /// Scripted: 0 if the session went as it should and the client's screen was right, else 1. Interactive: the client's
    /// status. 1 if something could not be started; 2 for wrong arguments.
    /// </returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (!DemoOptions.TryParse(arguments, out DemoOptions options, out string reason))
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, reason + "\n");
            return BadUsage;
        }

        if (options.WantsHelp)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardOutput, DemoOptions.Usage);
            return Success;
        }

        bool isInteractive = !options.IsScripted
            && FileDescriptor.IsTerminal(FileDescriptor.StandardInput)
            && FileDescriptor.IsTerminal(FileDescriptor.StandardOutput);
        try
        {
            using SignalSource signals = SignalSource.Open(isInteractive ? Ends | SignalSet.ChildExited : Ends);
            return isInteractive
                ? InteractiveDemo.Run(options, DemoPrograms.Own(), signals)
                : RunScript(options, DemoPrograms.Own(), signals);
        }
        catch (PlatformException trouble)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, $"godwit demo: {trouble.Message}\n");
            return Failure;
        }
    }

    private static int RunScript(DemoOptions options, DemoPrograms programs, SignalSource signals)
    {
        DemoResult result = new ScriptedDemo(options, programs, signals).Run();
        FileDescriptor.WriteText(FileDescriptor.StandardOutput, DemoTable.Format(options, result));
        return result.Failure is null ? Success : Failure;
    }
}
