using System.Runtime.CompilerServices;
using System.Text;
using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>How this process was started: by which name, and how another process can be made from the same file.</summary>
internal static class Invocation
{
    /// <summary>argv[0]: the name used to call us, not where a link leads.</summary>
    public static string CalledAs { get; } = FirstArgument();

    /// <summary>The last part of <see cref="CalledAs"/>.</summary>
    public static string BaseName => CalledAs[(CalledAs.LastIndexOf('/') + 1)..];

    /// <summary>True if the process is .NET's own program with our library in it (<c>dotnet godwit.dll</c>, <c>dnx</c>): our file is none that can be started again.</summary>
    public static bool IsHosted => RuntimeFeature.IsDynamicCodeSupported && Path.GetFileName(Environment.ProcessPath) == "dotnet";

    /// <summary>The absolute path by which another program can start us under the same name.</summary>
    public static string ProgramPath()
    {
        if (CalledAs.Contains('/', StringComparison.Ordinal))
        {
            return Path.GetFullPath(CalledAs);
        }

        foreach (var folder in (ProcessEnvironment.Get("PATH") ?? "").Split(':'))
        {
            var candidate = Path.Combine(folder.Length > 0 ? folder : ".", CalledAs);
            if (File.Exists(candidate))
            {
                return Path.GetFullPath(candidate);
            }
        }

        return Environment.ProcessPath ?? ProcessEnvironment.SelfPath;
    }

    private static string FirstArgument()
    {
        var first = Environment.GetCommandLineArgs()[0];

        // A build that runs on the JIT reports its library; the kernel knows how its host was called.
        return first.EndsWith(".dll", StringComparison.Ordinal) ? FirstArgumentFromKernel() ?? "godwit" : first;
    }

    private static string? FirstArgumentFromKernel()
    {
        const string CommandLine = "/proc/self/cmdline";
        if (!ProcessEnvironment.Exists(CommandLine))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(CommandLine).AsSpan();
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
