using Godwit.Platform;

namespace Godwit.Cli.Dev;

/// <summary><c>godwit dev resolve NAME</c>: the addresses of a name, one a line. For our own loop, which must not wait for a name server.</summary>
internal static class ResolveCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="name">A host's name.</param>
    /// <returns>The exit status.</returns>
    public static int Run(string name)
    {
        try
        {
            Print.Output(string.Concat(Resolver.Resolve(name, "0", FamilyPolicy.All).Select(static address => $"{address}\n")));
            return ExitCode.Success;
        }
        catch (PlatformException failure)
        {
            Print.Error($"godwit dev resolve: {failure.Message}.\n");
            return ExitCode.Failure;
        }
    }
}
