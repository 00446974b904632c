using System.Text;
using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>Runs a small program for what it prints.</summary>
internal static class CommandOutput
{
    private const int LargestOutput = 256 * 1024; // "ssh -G" prints about 5 kB; what lies beyond is not for us.

    /// <summary>Runs a program with no input and waits for it.</summary>
    /// <param name="arguments">argv; the first word is looked up in PATH.</param>
    /// <param name="showsErrors">False hides its standard error.</param>
    /// <param name="exit">How it ended.</param>
    /// <returns>Its standard output.</returns>
    /// <exception cref="PlatformException">The program cannot be started.</exception>
    public static string Read(IReadOnlyList<string> arguments, bool showsErrors, out ExitStatus exit)
    {
        var pipe = Pipe.Create();
        List<DescriptorMapping> descriptors =
            [new(FileDescriptor.StandardInput, DescriptorMapping.Null), new(FileDescriptor.StandardOutput, pipe.WriteEnd)];
        if (!showsErrors)
        {
            descriptors.Add(new(FileDescriptor.StandardError, DescriptorMapping.Null));
        }

        try
        {
            var program = ChildProcess.Start(new() { Path = arguments[0], Arguments = arguments, Descriptors = descriptors });
            FileDescriptor.Close(pipe.WriteEnd);
            pipe = pipe with { WriteEnd = -1 };
            var output = ReadAll(pipe.ReadEnd);
            FileDescriptor.Close(pipe.ReadEnd);
            pipe = pipe with { ReadEnd = -1 };
            exit = program.Wait();
            return output;
        }
        finally
        {
            FileDescriptor.Close(pipe.WriteEnd);
            FileDescriptor.Close(pipe.ReadEnd);
        }
    }

    private static string ReadAll(int descriptor)
    {
        var buffer = new byte[4096];
        var length = 0;
        while (length < LargestOutput)
        {
            var result = FileDescriptor.Read(descriptor, buffer.AsSpan(length));
            if (!result.IsDone)
            {
                break;
            }

            length += result.Count;
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        return Encoding.UTF8.GetString(buffer.AsSpan(0, length));
    }
}
