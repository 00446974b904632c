using System.Globalization;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Whether standard error is read by systemd's journal, as that of a unit is.</summary>
public static unsafe class JournalStream
{
    private const string Variable = "JOURNAL_STREAM";

    /// <summary>True if it is: the variable is inherited by programs whose standard error goes elsewhere, so it names the open file (systemd.exec(5)).</summary>
    public static bool IsStandardError
    {
        get
        {
            Libc.FileStatus status;
            return ProcessEnvironment.Get(Variable) is { } variable
                && Libc.GetFileStatus(FileDescriptor.StandardError, &status) == 0
                && variable == string.Create(CultureInfo.InvariantCulture, $"{status.Device}:{status.Inode}");
        }
    }
}
