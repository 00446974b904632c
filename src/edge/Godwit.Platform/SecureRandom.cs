using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Randomness for keys and chaff, straight from the kernel: no user-space generator whose state could leak or be copied.</summary>
public static unsafe class SecureRandom
{
    /// <summary>Fills the buffer with random octets.</summary>
    /// <param name="buffer">Any length.</param>
    /// <exception cref="PlatformException">The kernel has no randomness. Fatal: do not go on without a key.</exception>
    public static void Fill(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            var done = 0;
            while (done < buffer.Length)
            {
                var count = Libc.GetRandom(start + done, (nuint)(buffer.Length - done), 0);
                if (count > 0)
                {
                    done += (int)count;
                }
                else if (Libc.Errno != Errno.Interrupted)
                {
                    throw new PlatformException("cannot get random numbers from the system", Libc.Errno);
                }
            }
        }
    }
}
