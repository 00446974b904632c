using System.Diagnostics;
using System.Globalization;

namespace Godwit.Conformance.Fuzz;

/// <summary>
/// Spoilt recordings and grammar. In CI a fixed number of inputs from fixed seeds; GODWIT_FUZZ_SECONDS=3600 GODWIT_FUZZ_SEED=7 runs as long
/// as asked. A failure prints its seed and the smallest input that still fails: put it into Corpus, where it is run for ever.
/// </summary>
public class FuzzTests
{
    private const int InvariantInputs = 1500;
    private const int LawInputs = 700;
    private const int SeedOfCi = 20261122;

    private static readonly int? Seconds = Number("GODWIT_FUZZ_SECONDS");

    /// <summary>The files of the corpus.</summary>
    public static TheoryData<string> Corpus =>
        [.. Directory.GetFiles(Folder.Of("Corpus"), "*.case").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Corpus_WhatWasFound_StaysMended(string file)
    {
        FuzzCase found = FuzzCase.Parse(File.ReadAllText(Folder.Of("Corpus", file)));
        Assert.Null(found.Check());
    }

    [Fact]
    public void Write_SpoiltInput_KeepsTheInvariants() => Run(FuzzKind.Invariants, InvariantInputs);

    [Fact]
    public void Diff_SpoiltInputToStockPeer_CopyShowsIt() => Run(FuzzKind.StockLaw, LawInputs);

    [Fact]
    public void Diff_SpoiltInputToGodwitPeer_CopyShowsIt() => Run(FuzzKind.GodwitLaw, LawInputs);

    private static void Run(FuzzKind kind, int inputs)
    {
        int seed = Number("GODWIT_FUZZ_SEED") ?? SeedOfCi;
        long limit = Seconds is { } seconds ? Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency) : long.MaxValue;
        for (int i = 0; (Seconds is not null || i < inputs) && Stopwatch.GetTimestamp() < limit; i++, seed++)
        {
            var tried = new FuzzCase(kind, seed, Mutator.Input(new Random(seed)));
            if (tried.Check() is not null)
            {
                FuzzCase smallest = tried.Minimise();
                Assert.Fail($"GODWIT_FUZZ_SEED={seed}. The smallest input, for tests/Godwit.Conformance/Corpus:\n{smallest.Text}{smallest.Check()}");
            }
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
