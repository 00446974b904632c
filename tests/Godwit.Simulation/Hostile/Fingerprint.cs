using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Godwit.Crypto;
using Godwit.Transport;

namespace Godwit.Simulation.Hostile;

/// <summary>
/// Everything that an object holds, found by reflection, so that what is added to it tomorrow is part of it. Left out, each for its reason: counters of
/// what was dropped, and the cipher's memory of the latest nonce (a cache: it says nothing that the next datagram does not say itself).
/// </summary>
internal static class Fingerprint
{
    private static readonly Type[] LeftOut = [typeof(ConnectionCounters), typeof(OcbNonceCache)];

    /// <summary>All of it, one line a value.</summary>
    public static string Of(object root)
    {
        var text = new StringBuilder();
        Walk("", root, text, new Dictionary<object, int>(ReferenceEqualityComparer.Instance));
        return text.ToString();
    }

    private static void Walk(string name, object? value, StringBuilder text, Dictionary<object, int> seen)
    {
        if (value is null || LeftOut.Contains(value.GetType()) || value is Delegate or Pointer or Type)
        {
            return;
        }

        Type type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || value is string)
        {
            text.Append(name).Append('=').AppendLine(Convert.ToString(value, CultureInfo.InvariantCulture));
            return;
        }

        if (!type.IsValueType && !seen.TryAdd(value, seen.Count))
        {
            text.Append(name).Append('@').AppendLine(seen[value].ToString(CultureInfo.InvariantCulture));
            return;
        }

        if (value is Array array)
        {
            WalkArray(name, array, text, seen);
            return;
        }

        for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsByRefLike && !field.FieldType.IsPointer)
                {
                    Walk($"{name}.{field.Name}", field.GetValue(value), text, seen);
                }
            }
        }
    }

    private static void WalkArray(string name, Array array, StringBuilder text, Dictionary<object, int> seen)
    {
        if (array.GetType().GetElementType()!.IsPrimitive)
        {
            var octets = new byte[Buffer.ByteLength(array)];
            Buffer.BlockCopy(array, 0, octets, 0, octets.Length);
            text.Append(name).Append('=').AppendLine(Convert.ToHexString(octets));
            return;
        }

        int index = 0;
        foreach (object? element in (IEnumerable)array)
        {
            Walk($"{name}[{index++}]", element, text, seen);
        }
    }
}
