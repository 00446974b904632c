using Godwit.Terminal;

namespace Godwit.Prediction;

/// <content>The keys of line editors: readline's, which zle and others share. Only within one row, from where the line begins.</content>
internal static partial class Editor
{
    private const int CtrlA = 0x01;
    private const int CtrlB = 0x02;
    private const int CtrlD = 0x04;
    private const int CtrlE = 0x05;
    private const int CtrlF = 0x06;
    private const int CtrlK = 0x0B;
    private const int CtrlU = 0x15;
    private const int CtrlW = 0x17;

    private static Effect ApplyLineEditor(Sketch sketch, Key key, in EditingRules rules)
    {
        if (sketch.WrapsNext)
        {
            return Effect.Unknown;
        }

        int row = sketch.Row, column = sketch.Column, least = rules.LineStart.Column;
        int end = Line.EndOfText(sketch, row, column, rules);
        switch (key.Kind, key.Code)
        {
            case (KeyKind.Home, _) or (KeyKind.Control, CtrlA):
                sketch.Column = Math.Min(least, column);
                return Effect.Known;
            case (KeyKind.End, _) or (KeyKind.Control, CtrlE):
                return TryMoveToEnd(sketch, row, end);
            case (KeyKind.Control, CtrlB):
                return MoveLeft(sketch, rules);
            case (KeyKind.Control, CtrlF):
                return MoveRight(sketch, rules);
            case (KeyKind.WordLeft, _):
                sketch.Column = WordLeft(sketch, row, column, least);
                return Effect.Known;
            case (KeyKind.WordRight, _) when column < end:
                sketch.Column = WordRight(sketch, row, column, end);
                return Effect.Known;
            case (KeyKind.Delete, _) or (KeyKind.Control, CtrlD) when column < end:
                Close(sketch, row, column, Math.Max(1, sketch.At(row, column).Width), rules);
                return Effect.Known;
            case (KeyKind.Control, CtrlW):
                return EraseTo(sketch, row, Line.WordBefore(sketch, row, column, least), rules);
            case (KeyKind.Control, CtrlU) when column == end:
                // In the middle of a line readline takes what is before the cursor, zle all of it.
                return EraseTo(sketch, row, least, rules);
            case (KeyKind.Control, CtrlK):
                Close(sketch, row, column, end - column, rules);
                return Effect.Known;
            default:
                return Effect.Unknown;
        }
    }

    private static Effect TryMoveToEnd(Sketch sketch, int row, int end)
    {
        if (end >= sketch.Width || (end < sketch.Width && !CellText.IsBlank(sketch.At(row, end))))
        {
            // The line goes on in the next row, or a suggestion stands there and is taken.
            return Effect.Unknown;
        }

        sketch.Column = end;
        return Effect.Known;
    }

    private static Effect EraseTo(Sketch sketch, int row, int column, in EditingRules rules)
    {
        if (column < sketch.Column)
        {
            Close(sketch, row, column, sketch.Column - column, rules);
            sketch.Column = column;
        }

        return Effect.Known;
    }

    private static int WordLeft(Sketch sketch, int row, int column, int least)
    {
        while (column > least && !IsWord(sketch.At(row, column - 1)))
        {
            column--;
        }

        while (column > least && IsWord(sketch.At(row, column - 1)))
        {
            column--;
        }

        return column;
    }

    private static int WordRight(Sketch sketch, int row, int column, int end)
    {
        while (column < end && !IsWord(sketch.At(row, column)))
        {
            column++;
        }

        while (column < end && IsWord(sketch.At(row, column)))
        {
            column++;
        }

        return column;
    }

    private static bool IsWord(Cell cell) =>
        cell.IsCluster || cell.IsSpacer || cell.Glyph >= 0x80 || char.IsAsciiLetterOrDigit((char)cell.Glyph);
}
