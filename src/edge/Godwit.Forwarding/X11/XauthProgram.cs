using System.Text;
using Godwit.Platform;

namespace Godwit.Forwarding;

/// <summary>Runs xauth(1) once, with a limit of time: it may wait for a lock that nobody gives back.</summary>
internal static class XauthProgram
{
    // It tries a locked file ten times, two seconds apart; nobody waits that long for a session.
    private const int PatienceMs = 5000;
    private const int OutputMax = 64 * 1024;

    /// <summary>Runs it and waits.</summary>
    /// <param name="program">A path, or a name that is looked up.</param>
    /// <param name="arguments">Without the program. Anybody can see them: no cookie.</param>
    /// <param name="input">Its standard input: less than a pipe holds (4096 octets).</param>
    /// <param name="environment">Null = ours.</param>
    /// <param name="output">Its standard output.</param>
    /// <returns>False if it cannot be started, failed, or took too long.</returns>
    public static bool Run(string program, string[] arguments, string input, EnvironmentBlock? environment, out string output)
    {
        Pipe toProgram = Pipe.Create();
        Pipe fromProgram = Pipe.Create();
        output = "";
        try
        {
            var child = ChildProcess.Start(new()
            {
                Path = program,
                Arguments = [program, .. arguments],
                Environment = environment,
                Descriptors =
                [
                    new(FileDescriptor.StandardInput, toProgram.ReadEnd),
                    new(FileDescriptor.StandardOutput, fromProgram.WriteEnd),
                    new(FileDescriptor.StandardError, DescriptorMapping.Null),
                ],
            });
            FileDescriptor.Close(toProgram.ReadEnd);
            FileDescriptor.Close(fromProgram.WriteEnd);
            (toProgram, fromProgram) = (toProgram with { ReadEnd = -1 }, fromProgram with { WriteEnd = -1 });
            _ = FileDescriptor.WriteText(toProgram.WriteEnd, input);
            FileDescriptor.Close(toProgram.WriteEnd);
            toProgram = toProgram with { WriteEnd = -1 };
            if (!TryReadAll(fromProgram.ReadEnd, out output))
            {
                child.Kill(SignalSet.Terminate);
            }

            return child.Wait().IsSuccess;
        }
        catch (PlatformException)
        {
            return false; // There is none; the caller says what that means.
        }
        finally
        {
            FileDescriptor.Close(toProgram.ReadEnd);
            FileDescriptor.Close(toProgram.WriteEnd);
            FileDescriptor.Close(fromProgram.ReadEnd);
            FileDescriptor.Close(fromProgram.WriteEnd);
        }
    }

    private static bool TryReadAll(int descriptor, out string output)
    {
        var poller = new Poller();
        int index = poller.Add(descriptor, PollEvents.Readable);
        long deadline = MonotonicClock.Milliseconds + PatienceMs;
        var text = new StringBuilder();
        Span<byte> buffer = stackalloc byte[4096];
        output = "";
        while (MonotonicClock.Milliseconds < deadline && text.Length < OutputMax)
        {
            _ = poller.Wait(Math.Max(0, deadline - MonotonicClock.Milliseconds));
            if (!poller.CanRead(index))
            {
                continue;
            }

            IoResult result = FileDescriptor.Read(descriptor, buffer);
            if (!result.IsDone)
            {
                output = text.ToString();
                return true;
            }

            text.Append(Encoding.Latin1.GetString(buffer[..result.Count])); // Names of hosts and hexadecimal digits.
        }

        return false;
    }
}
