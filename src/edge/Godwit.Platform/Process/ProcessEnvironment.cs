using System.Diagnostics;
using System.Runtime.InteropServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Who and where this process is: user, host, directory, variables, limits.</summary>
public static unsafe partial class ProcessEnvironment
{
    private const int HostNameSize = 256; // HOST_NAME_MAX is 64 on Linux, 255 in POSIX.

    // What sysconf suggests is 1024; some directories have entries of many kilobytes. Larger than this is no user's entry.
    private const int FirstEntrySize = 4096;
    private const int LargestEntrySize = 1 << 20;

    /// <summary>Our process id.</summary>
    public static int ProcessId => Libc.GetPid();

    /// <summary>The real user id.</summary>
    public static uint UserId => Libc.GetUid();

    /// <summary>True if this process has rights that whoever started it has not: its program file is setuid or setgid.</summary>
    public static bool HasForeignRights => Libc.GetEffectiveUid() != Libc.GetUid() || Libc.GetEffectiveGid() != Libc.GetGid();

    /// <summary>The machine's host name; empty if it has none.</summary>
    public static string HostName
    {
        get
        {
            var name = stackalloc byte[HostNameSize];
            return Libc.GetHostName(name, HostNameSize - 1) == 0 ? NativeText.Decode(name) : "";
        }
    }

    internal static byte** NativeEnvironment
    {
        get
        {
            var variable = (byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");
            return *variable;
        }
    }

    /// <summary>A variable of our environment, or null.</summary>
    /// <param name="name">The name.</param>
    public static string? Get(string name)
    {
        fixed (byte* text = NativeText.Encode(name))
        {
            var value = Libc.GetEnv(text);
            return value == null ? null : NativeText.Decode(value);
        }
    }

    /// <summary>
    /// Takes a secret out of the environment: returns it, overwrites its octets where the kernel shows them
    /// (<c>/proc/PID/environ</c>) and removes the variable, so that no child sees it (spec 04 section 4, MOSH_KEY).
    /// </summary>
    /// <param name="name">The name.</param>
    /// <returns>The value, or null if there is no such variable.</returns>
    public static string? Take(string name)
    {
        fixed (byte* text = NativeText.Encode(name))
        {
            var value = Libc.GetEnv(text);
            if (value == null)
            {
                return null;
            }

            var taken = NativeText.Decode(value);
            new Span<byte>(value, NativeText.Bytes(value).Length).Clear();
            _ = Libc.UnsetEnv(text);
            return taken;
        }
    }

    /// <summary>Our entry of the user database, or null if the database has none (a container with a bare uid).</summary>
    public static UserAccount? GetAccount()
    {
        for (var size = FirstEntrySize; size <= LargestEntrySize; size *= 4)
        {
            Libc.PasswordEntry entry;
            Libc.PasswordEntry* found;
            fixed (byte* buffer = new byte[size])
            {
                var error = Libc.GetPasswordEntry(UserId, &entry, buffer, (nuint)size, &found);
                if (error == 0)
                {
                    return found == null
                        ? null
                        : new(NativeText.Decode(entry.Name), NativeText.Decode(entry.Home), NativeText.Decode(entry.Shell));
                }

                if (error != Errno.Range)
                {
                    return null;
                }
            }
        }

        return null;
    }

    /// <summary>Changes the working directory.</summary>
    /// <param name="path">The directory.</param>
    /// <returns>0, or the system's error number.</returns>
    public static int ChangeDirectory(string path)
    {
        fixed (byte* text = NativeText.Encode(path))
        {
            return Libc.ChangeDirectory(text) == 0 ? 0 : Libc.Errno;
        }
    }

    /// <summary>True if the path exists (and may be seen).</summary>
    /// <param name="path">A file or directory.</param>
    public static bool Exists(string path)
    {
        const int ExistsMode = 0;
        fixed (byte* text = NativeText.Encode(path))
        {
            return Libc.Access(text, ExistsMode) == 0;
        }
    }

    /// <summary>Sets the soft limit for core dumps: 0 while a key is in memory (spec 01 section 1).</summary>
    /// <param name="softLimit">Octets; cut to the hard limit.</param>
    /// <returns>The old soft limit, for <see cref="SpawnOptions.CoreLimit"/>.</returns>
    public static ulong SetCoreLimit(ulong softLimit)
    {
        Libc.ResourceLimit limit;
        if (Libc.GetLimit(Libc.LimitCore, &limit) != 0)
        {
            Debug.Fail("RLIMIT_CORE exists everywhere");
            return 0;
        }

        var old = limit.Soft;
        limit.Soft = Math.Min(softLimit, limit.Hard);
        _ = Libc.SetLimit(Libc.LimitCore, &limit);
        return old;
    }

    /// <summary>
    /// The character set of the locale that the environment names, as the C library says it: <c>UTF-8</c>, <c>ANSI_X3.4-1968</c>
    /// (spec 04 section 3.2 item 2). Reads locale files; call it once.
    /// </summary>
    /// <param name="available">False if the environment names a locale that is not installed; the answer is then that of the C locale.</param>
    public static string GetCharacterSet(out bool available)
    {
        // Only the character type: the other categories would map more locale files into memory for nothing.
        fixed (byte* fromEnvironment = "\0"u8)
        {
            available = Libc.SetLocale(Libc.LocaleCharacterType, fromEnvironment) != null;
        }

        return NativeText.Decode(Libc.LanguageInfo(Libc.LanguageInfoCodeSet));
    }

    /// <summary>True if the C library knows a locale. Changes nothing: our own locale stays what it is.</summary>
    /// <param name="name">As in LANG, for example <c>de_DE.UTF-8</c>; not empty.</param>
    public static bool HasLocale(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        fixed (byte* text = NativeText.Encode(name))
        {
            // Only the character type, as above: a locale is there as a whole or not at all.
            nint locale = Libc.NewLocale(Libc.LocaleCharacterTypeMask, text, 0);
            if (locale != 0)
            {
                Libc.FreeLocale(locale);
            }

            return locale != 0;
        }
    }

    /// <summary>Sets the name that ps and top show for this process (its first thread). Where the system has no such thing nothing happens.</summary>
    /// <param name="name">At most 15 octets count.</param>
    public static void SetProcessName(string name)
    {
        try
        {
            File.WriteAllText("/proc/self/comm", name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A name is not worth more than this attempt.
        }
    }

    /// <summary>Sets a variable of our own environment, in the C library's table (children started later see it).</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; null removes the variable.</param>
    public static void Set(string name, string? value)
    {
        const int Overwrite = 1;
        fixed (byte* key = NativeText.Encode(name))
        {
            if (value is null)
            {
                _ = Libc.UnsetEnv(key);
                return;
            }

            fixed (byte* text = NativeText.Encode(value))
            {
                _ = Libc.SetEnv(key, text, Overwrite);
            }
        }
    }
}
