using System.Globalization;
using Godwit.Conformance.Laws;
using Godwit.Display;

namespace Godwit.Conformance.Fuzz;

/// <summary>One input with all that is random about how it is fed.</summary>
/// <param name="Kind">What is checked.</param>
/// <param name="Seed">Sizes, cuts, resizes and lost frames come from it.</param>
/// <param name="Bytes">The program's output.</param>
internal sealed record FuzzCase(FuzzKind Kind, int Seed, byte[] Bytes)
{
    /// <summary>Two lines of a file in Corpus.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Seed}\n{Escaped.Write(Bytes)}\n");

    /// <summary>Reads <see cref="Text"/>; lines that begin with # are comments.</summary>
    public static FuzzCase Parse(string text)
    {
        string[] lines = [.. text.Split('\n').Where(line => !line.StartsWith('#'))];
        string[] words = lines[0].Split(' ');
        return new FuzzCase(Enum.Parse<FuzzKind>(words[0]), int.Parse(words[1], CultureInfo.InvariantCulture), Escaped.Read(lines[1]));
    }

    /// <summary>Runs the check.</summary>
    /// <returns>Null, or what failed.</returns>
    public string? Check()
    {
        try
        {
            return Kind switch
            {
                FuzzKind.Invariants => Invariants.Fault(Bytes, Seed),
                FuzzKind.StockLaw => DifferentialLaw.Fault(Bytes, Seed, DisplayCapabilities.StockPeer),
                _ => DifferentialLaw.Fault(Bytes, Seed, DisplayCapabilities.GodwitPeer),
            };
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return thrown.ToString();
        }
    }

    /// <summary>The shortest input found that still fails: parts are left out, halves first, as long as it fails.</summary>
    public FuzzCase Minimise()
    {
        FuzzCase smallest = this;
        for (int part = Math.Max(1, Bytes.Length / 2); part >= 1; part = part == 1 ? 0 : part / 2)
        {
            for (int at = 0; at + part <= smallest.Bytes.Length;)
            {
                FuzzCase tried = smallest with { Bytes = [.. smallest.Bytes[..at], .. smallest.Bytes[(at + part)..]] };
                if (tried.Check() is null)
                {
                    at += part;
                }
                else
                {
                    smallest = tried;
                }
            }
        }

        return smallest;
    }
}
