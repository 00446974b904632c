using System.Runtime.CompilerServices;

namespace Godwit.Crypto;

/// <summary>
/// Clears memory that held a secret. Stands in for <c>CryptographicOperations.ZeroMemory</c>, so that the path with
/// the processor's own AES touches nothing of System.Security.Cryptography (design D6).
/// </summary>
internal static class Wipe
{
    /// <summary>Sets every octet to zero; never optimised away although the memory may not be read again.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static void Clear(Span<byte> octets) => octets.Clear();
}
