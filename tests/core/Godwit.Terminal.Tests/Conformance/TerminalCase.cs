using System.Text;
using System.Text.Json;
using Godwit.ScreenServer;

namespace Godwit.Terminal.Tests;

/// <summary>Runs one session of the neutral case form through the screen server's protocol.</summary>
public static class TerminalCase
{
    /// <summary>The counted checks of a session. Several checks in a row under one name are one case, as the suites count them.</summary>
    public static List<CaseResult> Run(JsonElement session)
    {
        string suite = session.GetProperty("suite").GetString()!;
        string name = session.GetProperty("session").GetString()!;
        ScreenSession server = new();
        Request(server, new { op = "new", cols = session.GetProperty("cols").GetInt32(), rows = session.GetProperty("rows").GetInt32() });
        List<CaseResult> results = [];
        List<byte> replies = [];
        int number = 0;
        foreach (JsonElement step in session.GetProperty("steps").EnumerateArray())
        {
            if (step.TryGetProperty("write", out JsonElement bytes))
            {
                JsonElement answer = Request(server, new { op = "write", data = bytes.GetString() });
                if (answer.TryGetProperty("replies", out JsonElement reply))
                {
                    replies.AddRange(reply.GetBytesFromBase64());
                }
            }
            else if (step.TryGetProperty("resize", out JsonElement size))
            {
                Request(server, new { op = "resize", cols = size[0].GetInt32(), rows = size[1].GetInt32() });
            }
            else if (step.TryGetProperty("check", out JsonElement check))
            {
                number++;
                if (!check.TryGetProperty("info", out _))
                {
                    string? fault = CheckScreen(check, Request(server, new { op = "screen" })) ?? CheckReplies(check, replies);
                    results.Add(new CaseResult(suite, $"{suite}/{check.GetProperty("name").GetString()}#{number}", fault));
                }

                replies.Clear();
            }
        }

        return results;
    }

    private static JsonElement Request(ScreenSession server, object request)
    {
        using JsonDocument answer = JsonDocument.Parse(Encoding.UTF8.GetString(server.Answer(JsonSerializer.Serialize(request))));
        return answer.RootElement.Clone();
    }

    private static string? CheckReplies(JsonElement check, List<byte> replies) =>
        check.TryGetProperty("replies", out JsonElement expected) && !replies.SequenceEqual(expected.GetBytesFromBase64())
            ? $"replies {JsonSerializer.Serialize(Encoding.Latin1.GetString([.. replies]))}"
            : null;

    private static string? CheckScreen(JsonElement check, JsonElement screen)
    {
        JsonElement rows = screen.GetProperty("rows");
        if (check.TryGetProperty("rows", out JsonElement expectedRows))
        {
            for (int row = 0; row < expectedRows.GetArrayLength(); row++)
            {
                if (Text(expectedRows[row].GetString()!) != RowText(rows[row]))
                {
                    return $"row {row}: '{RowText(rows[row])}' for '{expectedRows[row].GetString()}'";
                }
            }
        }

        return CheckTexts(check, rows) ?? CheckCells(check, rows) ?? CheckCursor(check, screen, rows);
    }

    private static string? CheckTexts(JsonElement check, JsonElement rows)
    {
        if (check.TryGetProperty("text", out JsonElement texts))
        {
            foreach (JsonElement text in texts.EnumerateArray())
            {
                string actual = RowText(rows[text[0].GetInt32()]);
                if (actual != Text(text[1].GetString()!))
                {
                    return $"row {text[0]}: '{actual}' for '{text[1]}'";
                }
            }
        }

        if (check.TryGetProperty("cells_text", out JsonElement cells))
        {
            foreach (JsonElement cell in cells.EnumerateArray())
            {
                string actual = CellText(rows[cell[0].GetInt32()][cell[1].GetInt32()]);
                if (Text(actual) != Text(cell[2].GetString()!))
                {
                    return $"cell {cell[0]},{cell[1]}: '{actual}' for '{cell[2]}'";
                }
            }
        }

        return null;
    }

    /// <summary>The listed cells must be as listed; where rows are given too, the list is complete and the others must be default blanks.</summary>
    private static string? CheckCells(JsonElement check, JsonElement rows)
    {
        if (!check.TryGetProperty("cells", out JsonElement cells))
        {
            return null;
        }

        HashSet<(int Row, int Column)> listed = [];
        foreach (JsonElement cell in cells.EnumerateArray())
        {
            int row = cell[0].GetInt32();
            int column = cell[1].GetInt32();
            listed.Add((row, column));
            string expected = Describe(cell[2].GetString()!, cell[3], cell[4], cell[5].GetString()!);
            string actual = Describe(rows[row][column]);
            if (actual != expected)
            {
                return $"cell {row},{column}: {actual} for {expected}";
            }
        }

        if (!check.TryGetProperty("rows", out _))
        {
            return null;
        }

        for (int row = 0; row < rows.GetArrayLength(); row++)
        {
            for (int column = 0; column < rows[row].GetArrayLength(); column++)
            {
                JsonElement cell = rows[row][column];
                if (!listed.Contains((row, column)) && cell.ValueKind != JsonValueKind.Null && Describe(cell) != "'' - - ")
                {
                    return $"cell {row},{column}: {Describe(cell)} for a default blank";
                }
            }
        }

        return null;
    }

    private static string? CheckCursor(JsonElement check, JsonElement screen, JsonElement rows)
    {
        if (check.TryGetProperty("cursor", out JsonElement cursor))
        {
            int columns = rows[0].GetArrayLength();
            int column = Math.Min(cursor[1].GetInt32(), columns - 1);
            JsonElement actual = screen.GetProperty("cursor");
            if (actual[0].GetInt32() != cursor[0].GetInt32() || actual[1].GetInt32() != column)
            {
                return $"cursor {actual} for {cursor}";
            }
        }

        return check.TryGetProperty("cursor_visible", out JsonElement visible)
            && visible.GetBoolean() != screen.GetProperty("cursor_visible").GetBoolean()
            ? "cursor visibility"
            : null;
    }

    private static string Describe(JsonElement cell) =>
        cell.ValueKind == JsonValueKind.Null
            ? "right half"
            : Describe(cell[0].GetString()!, cell[1], cell[2], cell[3].GetString()!);

    private static string Describe(string text, JsonElement foreground, JsonElement background, string flags) =>
        $"'{(text == " " ? "" : Text(text))}' {Colour(foreground)} {Colour(background)} {new string([.. flags.Order()])}";

    private static string Colour(JsonElement colour) => colour.ValueKind == JsonValueKind.Null ? "-" : colour.ToString();

    private static string Text(string text) => text.TrimEnd(' ').Normalize(NormalizationForm.FormC);

    private static string CellText(JsonElement cell) => cell.ValueKind == JsonValueKind.Null ? "" : cell[0].GetString()!;

    private static string RowText(JsonElement row)
    {
        StringBuilder text = new();
        foreach (JsonElement cell in row.EnumerateArray())
        {
            if (cell.ValueKind != JsonValueKind.Null)
            {
                string content = CellText(cell);
                text.Append(content.Length == 0 ? " " : content);
            }
        }

        return Text(text.ToString());
    }
}
