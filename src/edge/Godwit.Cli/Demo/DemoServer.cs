using System.Globalization;
using System.Text;
using Godwit.Platform;

namespace Godwit.Cli.Demo;

/// <summary>A server that was started on loopback and waits for its client.</summary>
/// <param name="Port">Its UDP port on 127.0.0.1.</param>
/// <param name="Key">The session's key in text form.</param>
internal sealed record DemoServer(int Port, string Key)
{
    // A cold start of a program that is not compiled ahead takes half a second on a slow machine; this is "never".
    private const long StartSeconds = 20;

    // The connect line comes first; the rest is for people.
    private const int OutputMax = 64 * 1024;

    private const string ConnectWords = "MOSH CONNECT ";

    /// <summary>Starts a server, reads its connect line, and waits until it has detached itself.</summary>
    /// <param name="programs">What to start.</param>
    /// <param name="environment">The environment of the session.</param>
    /// <param name="command">The command of the session; empty for the user's shell.</param>
    /// <exception cref="PlatformException">It did not start or said something else; one sentence.</exception>
    public static DemoServer Start(DemoPrograms programs, EnvironmentBlock environment, IReadOnlyList<string> command)
    {
        string[] words = [.. programs.ServerArguments, "new", "-i", "127.0.0.1", "-p", "0", "-c", "256"];
        Pipe output = Pipe.Create();
        ChildProcess child;
        try
        {
            child = ChildProcess.Start(new SpawnOptions
            {
                Path = programs.ServerPath,
                Arguments = command.Count == 0 ? words : [.. words, "--", .. command],
                Environment = environment,
                Descriptors =
                [
                    new(FileDescriptor.StandardInput, DescriptorMapping.Null),
                    new(FileDescriptor.StandardOutput, output.WriteEnd),
                    new(FileDescriptor.StandardError, output.WriteEnd),
                ],
            });
        }
        catch
        {
            FileDescriptor.Close(output.ReadEnd);
            throw;
        }
        finally
        {
            FileDescriptor.Close(output.WriteEnd);
        }

        string said = ReadAll(output.ReadEnd, DemoClock.Now + (StartSeconds * DemoClock.Second));
        FileDescriptor.Close(output.ReadEnd);
        DemoChild.End(child);
        return TryParse(said, out DemoServer? server)
            ? server
            : throw new PlatformException($"The server did not start: {(said.Length == 0 ? "it said nothing." : said.Trim())}");
    }

    /// <summary>Finds the connect line in what the server said.</summary>
    internal static bool TryParse(string said, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DemoServer? server)
    {
        server = null;
        foreach (string line in said.Split('\n'))
        {
            if (!line.StartsWith(ConnectWords, StringComparison.Ordinal))
            {
                continue;
            }

            string[] words = line.TrimEnd()[ConnectWords.Length..].Split(' ');
            if (words.Length == 2 && ushort.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            {
                server = new DemoServer(port, words[1]);
                return true;
            }
        }

        return false;
    }

    /// <summary>Until the end of the file: the detached server has let go of the pipe then, and nobody writes into a closed one.</summary>
    private static string ReadAll(int descriptor, long deadline)
    {
        FileDescriptor.SetNonBlocking(descriptor);
        var poller = new Poller();
        poller.Add(descriptor, PollEvents.Readable);
        byte[] buffer = new byte[OutputMax];
        int length = 0;
        while (length < buffer.Length && DemoClock.Now < deadline)
        {
            poller.Wait(DemoClock.WaitMilliseconds(DemoClock.Now, deadline));
            IoResult result = FileDescriptor.Read(descriptor, buffer.AsSpan(length));
            if (!result.IsDone && result.Status != IoStatus.WouldBlock)
            {
                break;
            }

            length += result.Count;
        }

        return Encoding.UTF8.GetString(buffer.AsSpan(0, length));
    }
}
