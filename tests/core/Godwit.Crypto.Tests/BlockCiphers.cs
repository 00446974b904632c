namespace Godwit.Crypto.Tests;

/// <summary>The block functions that can run on this machine: every cipher test runs over each of them.</summary>
internal static class BlockCiphers
{
    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string> { nameof(LibraryAes) };
            if (X86Aes.IsSupported)
            {
                names.Add(nameof(X86Aes));
            }

            if (ArmAes.IsSupported)
            {
                names.Add(nameof(ArmAes));
            }

            return names;
        }
    }

    public static BlockCipher Create(string name, ReadOnlySpan<byte> key) => name switch
    {
        nameof(X86Aes) => new X86Aes(key),
        nameof(ArmAes) => new ArmAes(key),
        _ => new LibraryAes(key),
    };
}
