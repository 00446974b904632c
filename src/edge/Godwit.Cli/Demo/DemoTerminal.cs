using System.Diagnostics;
using Godwit.Platform;
using Godwit.Terminal;

namespace Godwit.Cli.Demo;

/// <summary>A program in a terminal of ours: a pty with an emulator behind it, so that we see what a user would see.</summary>
/// <remarks>Owns the pty and the process; <see cref="Dispose"/> hangs up and waits for the end.</remarks>
internal sealed class DemoTerminal : IDisposable
{
    // A page of output per read; so many reads per turn, so that a flood does not stop the clock for the rest of the loop.
    private const int ReadSize = 16 * 1024;
    private const int ReadsPerTurn = 16;

    private readonly Pty pty;
    private readonly ChildProcess child;
    private readonly Emulator emulator;
    private readonly byte[] buffer = new byte[ReadSize];

    /// <summary>Starts a program in a terminal of the script's size.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its argv.</param>
    /// <param name="environment">Its environment.</param>
    /// <exception cref="PlatformException">No pty to be had, or the program cannot be started.</exception>
    public DemoTerminal(string path, IReadOnlyList<string> arguments, EnvironmentBlock environment)
    {
        emulator = new Emulator(DemoScript.Columns, DemoScript.Rows, EmulatorOptions.Server);
        pty = Pty.Open(new WindowSize(DemoScript.Columns, DemoScript.Rows));
        try
        {
            child = pty.Spawn(new SpawnOptions { Path = path, Arguments = arguments, Environment = environment });
        }
        catch
        {
            pty.Dispose();
            throw;
        }
    }

    /// <summary>What the user sees now.</summary>
    public Screen Screen => emulator.Screen;

    /// <summary>True when the program has closed its terminal.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Adds the terminal to a poller.</summary>
    public void Watch(Poller poller) => poller.Add(IsClosed ? -1 : pty.Descriptor, PollEvents.Readable);

    /// <summary>Takes in what the program wrote and answers its queries. Never blocks.</summary>
    public void Pump()
    {
        for (int i = 0; i < ReadsPerTurn && !IsClosed; i++)
        {
            IoResult result = pty.Read(buffer);
            if (!result.IsDone)
            {
                IsClosed = result.Status != IoStatus.WouldBlock;
                return;
            }

            emulator.Write(buffer.AsSpan(0, result.Count));
            Press(emulator.Replies);
            emulator.ClearReplies();
        }
    }

    /// <summary>Types keys: a few at a time, which always find room.</summary>
    public void Press(ReadOnlySpan<byte> keys)
    {
        if (!keys.IsEmpty && !IsClosed)
        {
            IoResult result = pty.Write(keys);
            Debug.Assert(!result.IsDone || result.Count == keys.Length, "a terminal has room for some thousand keys");
        }
    }

    /// <summary>Asks the program to end, as the end of a login does.</summary>
    public void AskToEnd() => child.Kill(SignalSet.Terminate);

    /// <summary>Waits for the end of the program, which has closed its terminal or is asked to end.</summary>
    public ExitStatus End() => DemoChild.End(child);

    /// <inheritdoc/>
    public void Dispose()
    {
        pty.Dispose();
        DemoChild.End(child);
    }
}
