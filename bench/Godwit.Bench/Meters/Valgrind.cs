using Godwit.Bench.Sessions;

namespace Godwit.Bench.Meters;

/// <summary>Counts instructions, where it is installed.</summary>
internal static class Valgrind
{
    /// <summary>Whether it can be started; says on standard error what is left out if not.</summary>
    public static bool IsThere()
    {
        if (Capture.Run("valgrind", "--version").Length > 0)
        {
            return true;
        }

        Console.Error.WriteLine("bench: instructions are not counted: valgrind is needed for these rows; install the package valgrind");
        return false;
    }
}
