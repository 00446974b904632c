using System.Text;
using Godwit.Terminal;

namespace Godwit.Conformance.Fuzz;

/// <summary>What holds for one emulator whatever is printed: no exception, sound screens, answers of our alphabet, and cuts that do not matter.</summary>
internal static class Invariants
{
    /// <summary>Printed at the end: shows a pending wrap, margins, the pen and what else a screen does not tell.</summary>
    private static readonly byte[] Probe = Encoding.UTF8.GetBytes("\e\\x漢\t\e[6nAB\r\n\e[2bC\e8D\e[23tE\e[?1049lF\u0301\e[25;10HG\nH\e[99CIJ");

    /// <returns>Null, or the rule that is broken.</returns>
    public static string? Fault(byte[] bytes, int seed)
    {
        var random = new Random(seed);
        (int width, int height) = Sizes.Any(random);
        var whole = new Emulator(width, height, EmulatorOptions.Server with { AnswerChecksums = true });
        Emulator cut = whole.Fork();
        whole.Write(bytes);
        for (int at = 0; at < bytes.Length;)
        {
            int length = Math.Min(bytes.Length - at, random.Next(4) == 0 ? 1 : random.Next(1, 200));
            cut = random.Next(8) == 0 ? cut.Fork() : cut;
            cut.Write(bytes.AsSpan(at, length));
            at += length;
            if (Soundness.Fault(cut.Screen) is { } fault)
            {
                return fault;
            }

            if (ReplyGrammar.Fault(cut.Replies) is { } answer)
            {
                return answer;
            }

            cut.ClearReplies();
        }

        return Difference(whole, cut, "the cuts matter") ?? AfterProbe(whole, cut);
    }

    private static string? AfterProbe(Emulator whole, Emulator cut)
    {
        whole.ClearReplies();
        whole.Write(Probe);
        foreach (byte octet in Probe)
        {
            cut.Write([octet]);
        }

        return !whole.Replies.SequenceEqual(cut.Replies)
            ? $"the cuts matter to the answers: {Escaped.Write(whole.Replies)} or {Escaped.Write(cut.Replies)}"
            : Difference(whole, cut, "the cuts matter later") ?? Soundness.Fault(whole.Screen);
    }

    private static string? Difference(Emulator one, Emulator other, string what)
    {
        if (ReferenceEquals(one.Pool, other.Pool) && one.Screen.ContentEquals(other.Screen))
        {
            return null;
        }

        (string first, string second) = (ScreenPicture.Everything(one.Screen), ScreenPicture.Everything(other.Screen));
        return first == second ? null : $"{what}\n--- whole\n{first}\n--- cut\n{second}";
    }
}
