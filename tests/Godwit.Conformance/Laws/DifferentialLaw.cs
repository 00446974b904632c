using System.Buffers;
using Godwit.Display;
using Godwit.Terminal;

namespace Godwit.Conformance.Laws;

/// <summary>
/// The law of the protocol: a client that is fed nothing but diffs shows what the server shows, cell for cell, though frames get lost,
/// the diff is made from an older state, and the size changes.
/// </summary>
internal static class DifferentialLaw
{
    private const int StatesKept = 4;

    /// <summary>Runs a session.</summary>
    /// <param name="bytes">The program's output.</param>
    /// <param name="seed">Sizes, cuts, resizes and losses.</param>
    /// <param name="caps">The peer.</param>
    /// <returns>Null, or the first difference.</returns>
    public static string? Fault(byte[] bytes, int seed, DisplayCapabilities caps)
    {
        var random = new Random(seed);
        (int width, int height) = Sizes.Any(random);
        bool resizes = random.Next(2) == 0;
        var writer = new FrameWriter();
        var server = new Emulator(width, height, EmulatorOptions.Server);

        // What the client may be showing as far as the server knows: each with the screen it stands for.
        List<(Screen Sent, Emulator Client)> states = [(server.Screen.Snapshot(), new Emulator(width, height, EmulatorOptions.ClientCopy))];
        for (int at = 0; at < bytes.Length;)
        {
            int length = Math.Min(bytes.Length - at, random.Next(3) == 0 ? random.Next(1, 8) : random.Next(1, 400));
            if (resizes && random.Next(12) == 0)
            {
                (width, height) = Sizes.Any(random);
                server.Resize(width, height);
            }

            server.Write(bytes.AsSpan(at, length));
            server.ClearReplies();
            at += length;
            (Screen sent, Emulator before) = states[random.Next(states.Count)];
            Screen wanted = server.Screen.Snapshot();
            Emulator client = before.Fork();
            client.Resize(width, height);
            var frame = new ArrayBufferWriter<byte>();
            writer.Write(sent, wanted, caps, frame);
            client.Write(frame.WrittenSpan);
            string? fault = PeerCopy.Difference(wanted, client.Screen, caps) ?? Soundness.Fault(client.Screen)
                ?? (client.Replies.IsEmpty ? null : "the client's copy answers");
            if (fault is not null)
            {
                return $"after {at} octets, {width}x{height}: {fault}\nframe {Escaped.Write(frame.WrittenSpan)}\nfrom\n{ScreenPicture.Of(sent)}to\n{ScreenPicture.Of(wanted)}shown\n{ScreenPicture.Of(client.Screen)}";
            }

            // Lost frames are those that nobody keeps; rows of what is given back are used again.
            if (random.Next(4) == 0)
            {
                wanted.Release();
                continue;
            }

            states.Add((wanted, client));
            if (states.Count > StatesKept)
            {
                states[0].Sent.Release();
                states.RemoveAt(0);
            }
        }

        return null;
    }
}
