using System.Globalization;
using System.Runtime.InteropServices;

namespace Godwit.Terminal.Tests;

/// <summary>
/// Stock Mosh asks the C library for widths. Where glibc knows a character we agree with it, except where we mean to differ:
/// a stock peer's model of the row is then off until the next absolute move (spec 06 §9).
/// </summary>
public sealed partial class CharacterWidthAgainstLibcTests
{
    private const int ScopeCharacterType = 1;

    /// <summary>The first code points, the last ones, our width, and why glibc's is another.</summary>
    private static readonly (int First, int Last, int Ours, string Why)[] Differences =
    [
        (0x2630, 0x2637, 2, "trigrams: wide since Unicode 16"),
        (0x268A, 0x268F, 2, "monograms and digrams: wide since Unicode 16"),
        (0x1D300, 0x1D356, 2, "Tai Xuan Jing symbols: wide since Unicode 16"),
        (0x1D360, 0x1D376, 2, "counting rods: wide since Unicode 16"),
        (0x1171E, 0x1171E, 1, "AHOM CONSONANT SIGN MEDIAL RA: a spacing mark since Unicode 15.1"),
        (0x3248, 0x324F, 1, "circled numbers on black squares: ambiguous in Unicode, and glibc makes an exception of them"),
    ];

    [Fact]
    public void Of_CharacterThatGlibcKnows_Agrees()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _), "compares with glibc");
        var unexplained = new List<string>();
        CompareAll((c, ours, theirs) =>
        {
            if (!Differences.Any(d => c >= d.First && c <= d.Last && d.Ours == ours))
            {
                unexplained.Add(string.Create(CultureInfo.InvariantCulture, $"U+{c:X4} ours {ours} glibc {theirs}"));
            }
        });

        Assert.True(unexplained.Count == 0, string.Join("\n", unexplained));
    }

    private static void CompareAll(Action<int, int, int> differs)
    {
        nint locale = NewLocale(ScopeCharacterType, "C.UTF-8", 0);
        Assert.SkipWhen(locale == 0, "no locale C.UTF-8");
        nint before = UseLocale(locale);
        try
        {
            for (int c = 0xA0; c <= 0x10FFFF; c++)
            {
                int theirs = Width(c);
                if (theirs >= 0 && theirs != CharacterWidth.Of(c))
                {
                    differs(c, CharacterWidth.Of(c), theirs);
                }
            }
        }
        finally
        {
            _ = UseLocale(before);
            FreeLocale(locale);
        }
    }

    [DllImport("libc.so.6", EntryPoint = "wcwidth")]
    private static extern int Width(int codePoint);

    [DllImport("libc.so.6", EntryPoint = "newlocale", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint NewLocale(int scopes, string name, nint from);

    [DllImport("libc.so.6", EntryPoint = "uselocale")]
    private static extern nint UseLocale(nint locale);

    [DllImport("libc.so.6", EntryPoint = "freelocale")]
    private static extern void FreeLocale(nint locale);
}
