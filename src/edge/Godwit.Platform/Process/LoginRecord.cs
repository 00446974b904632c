using System.Runtime.InteropServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// The entry in the list of logins (utmp) for a pty, through libutempter where it is installed (spec 04 section 3.4): its helper has
/// the rights that we lack. Without the library every call does nothing.
/// </summary>
public static unsafe class LoginRecord
{
    private const string LibraryName = "libutempter.so.0";

    /// <summary>Adds or changes the record.</summary>
    /// <param name="pty">An open pty.</param>
    /// <param name="host">What to show as the remote host: <c>mosh [PID]</c>.</param>
    /// <returns>False if there is no library or it refused.</returns>
    public static bool Add(Pty pty, string host)
    {
        ArgumentNullException.ThrowIfNull(pty);
        if (!TryGetFunction("utempter_add_record", out var function))
        {
            return false;
        }

        fixed (byte* text = NativeText.Encode(host))
        {
            return ((delegate* unmanaged<int, byte*, int>)function)(pty.Descriptor, text) == 1;
        }
    }

    /// <summary>Removes the record.</summary>
    /// <param name="pty">The pty, still open.</param>
    /// <returns>False if there is no library or it refused.</returns>
    public static bool Remove(Pty pty)
    {
        ArgumentNullException.ThrowIfNull(pty);
        return TryGetFunction("utempter_remove_record", out var function)
            && ((delegate* unmanaged<int, int>)function)(pty.Descriptor) == 1;
    }

    private static bool TryGetFunction(string name, out nint function)
    {
        function = 0;
        return NativeLibrary.TryLoad(LibraryName, out var library) && NativeLibrary.TryGetExport(library, name, out function);
    }
}
