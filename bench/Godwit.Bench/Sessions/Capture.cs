using System.Text;
using Godwit.Platform;

namespace Godwit.Bench.Sessions;

/// <summary>Runs a short program for its output.</summary>
internal static class Capture
{
    /// <summary>Standard output and error of a program, or empty if it cannot be started.</summary>
    public static string Run(string path, params IReadOnlyList<string> arguments)
    {
        var pipe = Pipe.Create();
        try
        {
            var child = ChildProcess.Start(new SpawnOptions
            {
                Path = path,
                Arguments = [path, .. arguments],
                Descriptors = [new(0, DescriptorMapping.Null), new(1, pipe.WriteEnd), new(2, pipe.WriteEnd)],
            });
            FileDescriptor.Close(pipe.WriteEnd);
            pipe = pipe with { WriteEnd = -1 };
            var text = new StringBuilder();
            var buffer = new byte[4096];
            for (IoResult result; (result = FileDescriptor.Read(pipe.ReadEnd, buffer)).IsDone;)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
            }

            child.Wait();
            return text.ToString();
        }
        catch (PlatformException)
        {
            return "";
        }
        finally
        {
            FileDescriptor.Close(pipe.ReadEnd);
            FileDescriptor.Close(pipe.WriteEnd);
        }
    }
}
