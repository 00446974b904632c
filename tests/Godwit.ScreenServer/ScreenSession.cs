using System.Buffers;
using System.Text.Json;
using Godwit.Terminal;

namespace Godwit.ScreenServer;

/// <summary>
/// The JSON-lines protocol by which any test suite can drive the emulator: <c>new</c>, <c>write</c>, <c>resize</c>, <c>screen</c>. One answer
/// a line; replies of the terminal ride on the next answer.
/// </summary>
public sealed class ScreenSession
{
    // Suites such as esctest read the screen through checksums.
    private static readonly EmulatorOptions Options = EmulatorOptions.Server with { AnswerChecksums = true };

    // A suite has no user's terminal behind it, so it gets what xterm and kitty say of themselves where nobody changed anything.
    private static readonly TerminalFacts Facts = new()
    {
        Foreground = Color.Rgb(0xFF, 0xFF, 0xFF),
        Background = Color.Rgb(0, 0, 0),
        Cursor = Color.Rgb(0xFF, 0xFF, 0xFF),
        ColorScheme = ColorScheme.Dark,
        CellWidth = 10,
        CellHeight = 20,
        KittyKeyboard = true,
    };

    private Emulator emulator = NewEmulator(80, 24);

    /// <summary>Carries out one request.</summary>
    /// <returns>The answer, one line of JSON without its end; an object with <c>error</c> if the request is not understood.</returns>
    public ReadOnlySpan<byte> Answer(string line)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter answer = new(buffer))
        {
            answer.WriteStartObject();
            try
            {
                using JsonDocument request = JsonDocument.Parse(line);
                Execute(request.RootElement, answer);
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
            {
                answer.WriteString("error", fault.Message);
            }

            WriteReplies(answer);
            answer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private void Execute(JsonElement request, Utf8JsonWriter answer)
    {
        string operation = request.GetProperty("op").GetString() ?? "";
        switch (operation)
        {
            case "new":
                emulator = NewEmulator(Size(request, "cols"), Size(request, "rows"));
                break;
            case "write":
                emulator.Write(request.GetProperty("data").GetBytesFromBase64());
                break;
            case "resize":
                emulator.Resize(Size(request, "cols"), Size(request, "rows"));
                break;
            case "screen":
                ScreenJson.Write(emulator.Screen, answer);
                return;
            default:
                throw new FormatException($"unknown op {operation}");
        }

        answer.WriteBoolean("ok", true);
    }

    private static Emulator NewEmulator(int columns, int rows)
    {
        Emulator created = new(columns, rows, Options);
        created.SetFacts(Facts);
        return created;
    }

    private static int Size(JsonElement request, string name) => request.GetProperty(name).GetInt32();

    private void WriteReplies(Utf8JsonWriter answer)
    {
        if (!emulator.Replies.IsEmpty)
        {
            answer.WriteBase64String("replies", emulator.Replies);
            emulator.ClearReplies();
        }
    }
}
