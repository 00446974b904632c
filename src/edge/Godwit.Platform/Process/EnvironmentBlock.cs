using System.Text;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// The environment for a new program. Variables that are only passed on keep their octets, whatever their encoding. An ordinary
/// object: changing it does not change our own environment.
/// </summary>
public sealed class EnvironmentBlock
{
    private readonly List<byte[]> entries = [];

    /// <summary>The variables as <c>NAME=value</c> octets without terminating zero.</summary>
    internal IReadOnlyList<byte[]> Entries => entries;

    /// <summary>A copy of our own environment as it is now (what <see cref="ProcessEnvironment.Take"/> took is not in it).</summary>
    public static unsafe EnvironmentBlock Inherit()
    {
        var block = new EnvironmentBlock();
        for (var next = ProcessEnvironment.NativeEnvironment; next != null && *next != null; next++)
        {
            block.entries.Add(NativeText.Bytes(*next).ToArray());
        }

        return block;
    }

    /// <summary>The value of a variable, or null. Octets that are not UTF-8 come as U+FFFD.</summary>
    /// <param name="name">The name.</param>
    public string? Get(string name)
    {
        var index = Find(name);
        return index < 0 ? null : Encoding.UTF8.GetString(entries[index].AsSpan(Encoding.UTF8.GetByteCount(name) + 1));
    }

    /// <summary>Sets or replaces a variable.</summary>
    /// <param name="name">The name: not empty, without <c>=</c>.</param>
    /// <param name="value">The value.</param>
    public void Set(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var entry = NativeText.Encode($"{name}={value}")[..^1];
        var index = Find(name);
        if (index < 0)
        {
            entries.Add(entry);
        }
        else
        {
            entries[index] = entry;
        }
    }

    /// <summary>Removes a variable; nothing happens if there is none.</summary>
    /// <param name="name">The name.</param>
    public void Remove(string name)
    {
        var index = Find(name);
        if (index >= 0)
        {
            entries.RemoveAt(index);
        }
    }

    private int Find(string name)
    {
        var prefix = Encoding.UTF8.GetBytes(name + "=");
        return entries.FindIndex(entry => entry.AsSpan().StartsWith(prefix));
    }
}
