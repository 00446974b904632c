using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <summary>
/// Where one user-perceived character (extended grapheme cluster) ends and the next begins: UAX #29 of the Unicode version
/// <see cref="UnicodeTables.Version"/>, one code point at a time. The emulator puts a cluster into one cell (spec 08, L31).
/// </summary>
public static class GraphemeBreak
{
    private const int FirstPrintable = 0x20;
    private const int LastPrintableAscii = 0x7E;

    /// <summary>Steps over <paramref name="next"/> and says whether a cluster begins at it.</summary>
    /// <param name="state">The state after the code point before; <c>default</c> at the start of the text.</param>
    /// <param name="next">A Unicode scalar value. A surrogate counts as an ordinary character, no code point as a control.</param>
    public static bool IsBoundary(ref GraphemeBreakState state, int next)
    {
        return IsBoundary(ref state, ClassOf(next));
    }

    /// <summary>The same for a code point whose class was looked up already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsBoundary(ref GraphemeBreakState state, GraphemeClass following)
    {
        if (following == GraphemeClass.Other && state.Previous != GraphemeClass.Prepend)
        {
            // Most text, and the rules below would say the same.
            state = GraphemeBreakState.AfterOther;
            return true;
        }

        if (state.Run == GraphemeRun.None && following is GraphemeClass.Extend or GraphemeClass.IndicExtend && !IsControl(state.Previous))
        {
            // Most marks, and again the same.
            state = new GraphemeBreakState(following, GraphemeRun.None);
            return false;
        }

        return IsBoundaryByRules(ref state, following);
    }

    private static bool IsBoundaryByRules(ref GraphemeBreakState state, GraphemeClass following)
    {
        bool boundary = state.Run == GraphemeRun.Start || !Joins(state, following);
        state = new GraphemeBreakState(following, RunAfter(state.Run, following));
        return boundary;
    }

    /// <summary>The rules GB3 to GB13, in the order of UAX #29. True: no boundary.</summary>
    private static bool Joins(GraphemeBreakState state, GraphemeClass next)
    {
        GraphemeClass previous = state.Previous;
        if (IsControl(previous) || IsControl(next))
        {
            return previous == GraphemeClass.CarriageReturn && next == GraphemeClass.LineFeed;
        }

        return next switch
        {
            GraphemeClass.Extend or GraphemeClass.IndicExtend or GraphemeClass.IndicLinker => true,
            GraphemeClass.ZeroWidthJoiner or GraphemeClass.SpacingMark => true,
            _ when previous == GraphemeClass.Prepend => true,
            GraphemeClass.HangulL or GraphemeClass.HangulLV or GraphemeClass.HangulLVT => previous == GraphemeClass.HangulL,
            GraphemeClass.HangulV => previous is GraphemeClass.HangulL or GraphemeClass.HangulV or GraphemeClass.HangulLV,
            GraphemeClass.HangulT => previous is >= GraphemeClass.HangulV and <= GraphemeClass.HangulLVT,
            GraphemeClass.IndicConsonant => state.Run == GraphemeRun.ConjunctLinked,
            GraphemeClass.Pictographic => state.Run == GraphemeRun.PictographJoined,
            GraphemeClass.RegionalIndicator => state.Run == GraphemeRun.HalfFlag,
            _ => false,
        };
    }

    private static GraphemeRun RunAfter(GraphemeRun run, GraphemeClass next) => next switch
    {
        GraphemeClass.Pictographic => GraphemeRun.Pictograph,
        GraphemeClass.IndicConsonant => GraphemeRun.Conjunct,
        GraphemeClass.RegionalIndicator => run == GraphemeRun.HalfFlag ? GraphemeRun.None : GraphemeRun.HalfFlag,
        GraphemeClass.Extend => AfterExtend(run),
        GraphemeClass.IndicExtend => IsConjunct(run) ? run : AfterExtend(run),
        GraphemeClass.IndicLinker => IsConjunct(run) ? GraphemeRun.ConjunctLinked : AfterExtend(run),
        GraphemeClass.ZeroWidthJoiner when IsConjunct(run) => run,
        GraphemeClass.ZeroWidthJoiner when run == GraphemeRun.Pictograph => GraphemeRun.PictographJoined,
        _ => GraphemeRun.None,
    };

    /// <summary>Extenders keep a pictograph open, but not one that was joined already, and end everything else.</summary>
    private static GraphemeRun AfterExtend(GraphemeRun run) => run == GraphemeRun.Pictograph ? run : GraphemeRun.None;

    private static bool IsConjunct(GraphemeRun run) => run is GraphemeRun.Conjunct or GraphemeRun.ConjunctLinked;

    private static bool IsControl(GraphemeClass of) =>
        of is GraphemeClass.Control or GraphemeClass.CarriageReturn or GraphemeClass.LineFeed;

    private static GraphemeClass ClassOf(int codePoint) => codePoint switch
    {
        >= FirstPrintable and <= LastPrintableAscii => GraphemeClass.Other,
        '\r' => GraphemeClass.CarriageReturn,
        '\n' => GraphemeClass.LineFeed,
        _ => UnicodeTables.Of(codePoint).Class,
    };
}
