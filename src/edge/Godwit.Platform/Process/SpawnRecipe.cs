using System.Runtime.InteropServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// The attributes and file actions of one posix_spawn, in native memory that this object owns. Keeps copies of the descriptors to
/// hand over open until it is disposed.
/// </summary>
internal sealed unsafe partial class SpawnRecipe : IDisposable
{
    private const int FirstPrivateDescriptor = 3;
    private readonly List<int> copies = [];

    /// <summary>Prepares a spawn.</summary>
    /// <exception cref="PlatformException">A descriptor to hand over is not open.</exception>
    public SpawnRecipe(SpawnOptions options)
    {
        Actions = NativeMemory.AllocZeroed(Libc.SpawnObjectSize);
        Attributes = NativeMemory.AllocZeroed(Libc.SpawnObjectSize);
        _ = Libc.SpawnActionsInit(Actions);
        _ = Libc.SpawnAttributesInit(Attributes);
        try
        {
            SetAttributes(options);
            SetActions(options);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void* Actions { get; private set; }

    public void* Attributes { get; private set; }

    public void Dispose()
    {
        foreach (var copy in copies)
        {
            FileDescriptor.Close(copy);
        }

        copies.Clear();
        if (Actions != null)
        {
            _ = Libc.SpawnActionsDestroy(Actions);
            _ = Libc.SpawnAttributesDestroy(Attributes);
            NativeMemory.Free(Actions);
            NativeMemory.Free(Attributes);
            Actions = null;
            Attributes = null;
        }
    }

    private void SetAttributes(SpawnOptions options)
    {
        var mask = stackalloc byte[Libc.SignalSetSize];
        var defaults = stackalloc byte[Libc.SignalSetSize];
        SignalNumbers.Write(options.BlockedSignals, mask);

        // Every bit, unlike sigfillset(3): that leaves out the C library's two internal signals, which would then be ignored.
        new Span<byte>(defaults, Libc.SignalSetSize).Fill(0xFF);
        for (var rest = (int)options.IgnoredSignals; rest != 0; rest &= rest - 1)
        {
            _ = Libc.SignalSetRemove(defaults, SignalNumbers.Number((SignalSet)(rest & -rest)));
        }

        _ = Libc.SpawnAttributesSetMask(Attributes, mask);
        _ = Libc.SpawnAttributesSetDefault(Attributes, defaults);
        var flags = Libc.SpawnSetDefaultSignals | Libc.SpawnSetSignalMask | (options.NewSession ? Libc.SpawnSetSession : 0);
        Check(Libc.SpawnAttributesSetFlags(Attributes, (short)flags));
    }

    private void SetActions(SpawnOptions options)
    {
        var last = FirstPrivateDescriptor - 1;
        foreach (var mapping in options.Descriptors)
        {
            last = Math.Max(last, mapping.Target);
        }

        if (options.Terminal is { } terminal)
        {
            // The first terminal that a session leader opens becomes its controlling terminal. The session exists already here:
            // setsid comes before the file actions.
            AddOpen(0, terminal);
            Check(Libc.SpawnActionsAddDup2(Actions, 0, 1));
            Check(Libc.SpawnActionsAddDup2(Actions, 0, 2));
        }

        foreach (var (target, source) in options.Descriptors)
        {
            if (source == DescriptorMapping.Null)
            {
                AddOpen(target, "/dev/null\0"u8);
            }
            else
            {
                Check(Libc.SpawnActionsAddDup2(Actions, Copy(source, last + 1), target));
            }
        }

        if (options.WorkingDirectory is { } directory)
        {
            fixed (byte* path = NativeText.Encode(directory))
            {
                Check(Libc.SpawnActionsAddChdir(Actions, path)); // Copies the path.
            }
        }

        CloseOthers(options.Descriptors, last);
    }

    // What we open is close-on-exec; this is for descriptors that somebody left open when he started us.
    private void CloseOthers(IReadOnlyList<DescriptorMapping> wanted, int last)
    {
        for (var descriptor = FirstPrivateDescriptor; descriptor <= last; descriptor++)
        {
            if (!wanted.Any(mapping => mapping.Target == descriptor))
            {
                Check(Libc.SpawnActionsAddClose(Actions, descriptor)); // No error in the child if it is not open.
            }
        }

        CloseFrom(last + 1);
    }

    private void AddOpen(int target, ReadOnlySpan<byte> path)
    {
        fixed (byte* text = path)
        {
            Check(Libc.SpawnActionsAddOpen(Actions, target, text, Libc.OpenReadWrite, 0)); // Copies the path.
        }
    }

    // Above every number that is asked for, so that no mapping overwrites the source of another.
    private int Copy(int source, int firstCopy)
    {
        var copy = Libc.Fcntl(source, Libc.FcntlDuplicateCloseOnExec, firstCopy);
        if (copy < 0)
        {
            throw new PlatformException("cannot hand over a descriptor", Libc.Errno);
        }

        copies.Add(copy);
        return copy;
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new PlatformException("cannot prepare a new process", error);
        }
    }
}
