using Godwit.Terminal;

namespace Godwit.Prediction;

/// <summary>What a key does to a screen: writes it into a sketch.</summary>
internal static partial class Editor
{
    private const int TabWidth = 8;

    /// <summary>Applies a key to the sketch, as far as its effect is foreseen.</summary>
    public static Effect Apply(Sketch sketch, Key key, ref EditingRules rules) => key.Kind switch
    {
        KeyKind.Text => Insert(sketch, key.Code, ref rules),
        KeyKind.Enter => Enter(sketch, ref rules),
        _ when rules.IsKernel => ApplyKernel(sketch, key, rules),
        KeyKind.Erase => EraseLeft(sketch, rules),
        KeyKind.Left => MoveLeft(sketch, rules),
        KeyKind.Right => MoveRight(sketch, rules),
        _ when rules.IsLineEditor && rules.LineStart.Row == sketch.Row => ApplyLineEditor(sketch, key, rules),
        _ => Effect.Unknown,
    };

    private static Effect Insert(Sketch sketch, int codePoint, ref EditingRules rules)
    {
        int width = CharacterWidth.Of(codePoint, rules.AmbiguousIsWide);
        if (width == 0)
        {
            return Join(sketch, codePoint);
        }

        if (codePoint >= FirstThatMayJoin && JoinsBefore(sketch, codePoint))
        {
            // Terminals and line editors count the columns of such clusters in different ways.
            return Effect.Unknown;
        }

        if ((sketch.WrapsNext || sketch.Column + width > sketch.Width) && !TryNextRow(sketch, ref rules))
        {
            return Effect.Unknown;
        }

        int row = sketch.Row, column = sketch.Column;
        if (column + width > Line.EndOfField(sketch, row, column))
        {
            return Effect.Unknown;
        }

        if (rules.Inserts)
        {
            MoveRight(sketch, row, column, width, rules);
        }

        sketch.Put(row, column, width == 2 ? Cell.WideOf(codePoint, rules.Style) : Cell.Narrow(codePoint, rules.Style));
        SetColumn(sketch, column + width);
        return Effect.Known;
    }

    private static Effect Enter(Sketch sketch, ref EditingRules rules)
    {
        if (!rules.IsKernel)
        {
            if (sketch.Row == sketch.Height - 1)
            {
                return Effect.Unknown;
            }

            (sketch.Row, sketch.Column, sketch.WrapsNext) = (sketch.Row + 1, 0, false);
            return Effect.CursorOnly;
        }

        if (!TryNextRow(sketch, ref rules))
        {
            return Effect.Unknown;
        }

        rules.LineStart = (sketch.Row, 0);
        return Effect.Known;
    }

    private static Effect ApplyKernel(Sketch sketch, Key key, in EditingRules rules)
    {
        int octet = key.Kind switch
        {
            KeyKind.Erase or KeyKind.Control => key.Code,
            KeyKind.Tab => '\t',
            _ => 0,
        };
        (int row, int least) = rules.LineStart;
        if (octet == 0 || row != sketch.Row || sketch.WrapsNext)
        {
            return Effect.Unknown;
        }

        int column = sketch.Column;
        if (octet == rules.KernelKeys.Erase)
        {
            column = column > least ? column - WidthBefore(sketch, row, column) : column;
        }
        else if (octet == rules.KernelKeys.WordErase)
        {
            column = Line.WordBefore(sketch, row, column, least);
        }
        else if (octet == rules.KernelKeys.Kill)
        {
            column = least;
        }
        else if (octet == '\t')
        {
            SetColumn(sketch, Math.Min((column / TabWidth * TabWidth) + TabWidth, sketch.Width - 1));
            return Effect.Known;
        }
        else
        {
            return Effect.Unknown;
        }

        for (int at = column; at < sketch.Column; at++)
        {
            sketch.Put(row, at, Cell.Blank(rules.Style));
        }

        sketch.Column = column;
        return Effect.Known;
    }

    private static Effect EraseLeft(Sketch sketch, in EditingRules rules)
    {
        int row = sketch.Row, column = sketch.WrapsNext ? sketch.Width : sketch.Column;
        if ((row, column) == rules.LineStart)
        {
            return rules.StartIsFirm ? Effect.Known : Effect.Unknown;
        }

        if (column == 0 || (rules.LineStart.Row == row && column < rules.LineStart.Column))
        {
            return Effect.Unknown;
        }

        int width = WidthBefore(sketch, row, column);
        Close(sketch, row, column - width, width, rules);
        sketch.Column = column - width;
        sketch.WrapsNext = false;
        return Effect.Known;
    }

    private static Effect MoveLeft(Sketch sketch, in EditingRules rules)
    {
        if ((sketch.Row, sketch.Column) == rules.LineStart && !sketch.WrapsNext)
        {
            return rules.StartIsFirm ? Effect.Known : Effect.Unknown;
        }

        if (sketch.Column == 0 || sketch.WrapsNext)
        {
            return Effect.Unknown;
        }

        sketch.Column -= WidthBefore(sketch, sketch.Row, sketch.Column);
        return Effect.Known;
    }

    private static Effect MoveRight(Sketch sketch, in EditingRules rules)
    {
        Cell under = sketch.At(sketch.Row, sketch.Column);
        int next = sketch.Column + Math.Max(1, under.Width);
        if (next >= sketch.Width || sketch.WrapsNext)
        {
            return Effect.Unknown;
        }

        if (rules.StartIsFirm && rules.LineStart.Row == sketch.Row && Line.EndOfText(sketch, sketch.Row, sketch.Column, rules) == sketch.Column)
        {
            // At the end of the line; with a suggestion there it is taken.
            return CellText.IsBlank(under) ? Effect.Known : Effect.Unknown;
        }

        sketch.Column = next;
        return Effect.Known;
    }

    /// <summary>Makes room for a character: what belongs to the line moves, what only stands beside it stays.</summary>
    private static void MoveRight(Sketch sketch, int row, int column, int width, in EditingRules rules)
    {
        int end = Line.EndOfMoving(sketch, row, column, rules);
        int limit = Line.EndOfField(sketch, row, column);
        for (int at = end - 1; at >= column; at--)
        {
            if (at + width < limit)
            {
                sketch.Set(row, at + width, sketch.At(row, at));
            }
        }

        // A wide character that lost its other half at the limit.
        if (end > column && end + width > limit && sketch.At(row, limit - 1).IsWide)
        {
            sketch.Set(row, limit - 1, Sketch.Unknown);
        }
    }

    /// <summary>Takes columns out of a row; what belongs to the line closes up.</summary>
    private static void Close(Sketch sketch, int row, int column, int width, in EditingRules rules)
    {
        int end = rules.Inserts ? Math.Max(column + width, Line.EndOfMoving(sketch, row, Math.Min(column + width, sketch.Width - 1), rules)) : column + width;
        int limit = Line.EndOfField(sketch, row, column);
        for (int at = column; at < end; at++)
        {
            // What comes in from the next row of a wrapped line is not known.
            Cell cell = at + width < end ? sketch.At(row, at + width)
                : end >= limit && end > column + width && limit == sketch.Width ? Sketch.Unknown
                : Cell.Blank(rules.Style);
            sketch.Set(row, at, cell);
        }
    }

    private static bool TryNextRow(Sketch sketch, ref EditingRules rules)
    {
        if (sketch.Row == sketch.Height - 1)
        {
            if (!rules.MayScroll)
            {
                return false;
            }

            sketch.Scroll(0, sketch.Height - 1, up: true);
            rules.LineStart = (rules.LineStart.Row - 1, rules.LineStart.Column);
        }
        else
        {
            sketch.Row++;
        }

        sketch.Column = 0;
        sketch.WrapsNext = false;
        return true;
    }

    private static void SetColumn(Sketch sketch, int column)
    {
        sketch.WrapsNext = column >= sketch.Width;
        sketch.Column = Math.Min(column, sketch.Width - 1);
    }

    private static int WidthBefore(Sketch sketch, int row, int column) => column >= 2 && sketch.At(row, column - 1).IsSpacer ? 2 : 1;
}
