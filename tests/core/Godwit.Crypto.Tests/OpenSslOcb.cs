using System.Runtime.InteropServices;

namespace Godwit.Crypto.Tests;

/// <summary>OCB by OpenSSL's libcrypto: an independent implementation to compare with.</summary>
internal static unsafe class OpenSslOcb
{
    private const string Library = "libcrypto.so.3";
    private const int SetNonceLength = 0x9;
    private const int GetTag = 0x10;
    private const int SetTag = 0x11;

    public static bool IsPresent { get; } = NativeLibrary.TryLoad(Library, out _);

    public static byte[] Seal(byte[] key, byte[] nonce, byte[] text)
    {
        var context = EVP_CIPHER_CTX_new();
        try
        {
            var output = new byte[text.Length + 16 + 16];
            int length, final;
            fixed (byte* k = key, n = nonce, t = text, o = output)
            {
                Require(EVP_EncryptInit_ex(context, EVP_aes_128_ocb(), 0, null, null));
                Require(EVP_CIPHER_CTX_ctrl(context, SetNonceLength, nonce.Length, null));
                Require(EVP_CIPHER_CTX_ctrl(context, SetTag, 16, null));
                Require(EVP_EncryptInit_ex(context, 0, 0, k, n));
                length = 0;
                if (text.Length > 0)
                {
                    Require(EVP_EncryptUpdate(context, o, &length, t, text.Length));
                }

                Require(EVP_EncryptFinal_ex(context, o + length, &final));
                Require(EVP_CIPHER_CTX_ctrl(context, GetTag, 16, o + text.Length));
            }

            Assert.Equal(text.Length, length + final);
            return output[..(text.Length + 16)];
        }
        finally
        {
            EVP_CIPHER_CTX_free(context);
        }
    }

    private static void Require(int result) => Assert.Equal(1, result);

    [DllImport(Library)]
    private static extern nint EVP_aes_128_ocb();

    [DllImport(Library)]
    private static extern nint EVP_CIPHER_CTX_new();

    [DllImport(Library)]
    private static extern void EVP_CIPHER_CTX_free(nint context);

    [DllImport(Library)]
    private static extern int EVP_CIPHER_CTX_ctrl(nint context, int type, int argument, void* pointer);

    [DllImport(Library)]
    private static extern int EVP_EncryptInit_ex(nint context, nint type, nint engine, byte* key, byte* nonce);

    [DllImport(Library)]
    private static extern int EVP_EncryptUpdate(nint context, byte* output, int* length, byte* input, int inputLength);

    [DllImport(Library)]
    private static extern int EVP_EncryptFinal_ex(nint context, byte* output, int* length);
}
