using System.Text.Json;

namespace Godwit.Bench.Systems;

/// <summary>
/// Further systems, as JSON: <c>{"systems": {"name": {"server": ["prog", "{ip}", "{cmd}"], "client": ["prog", "{ip}", "{port}"]}}}</c>, with
/// <c>"version"</c> (argv) and <c>"environment"</c> (variables) at will. docs/benchmark.md describes it.
/// </summary>
internal static class ConfigurationFile
{
    private static readonly JsonDocumentOptions Relaxed = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="BenchException">It cannot be read or is wrong; says where.</exception>
    public static IReadOnlyDictionary<string, SystemEnd> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BenchException)
        {
            throw new BenchException($"{path}: {exception.Message}");
        }
    }

    /// <exception cref="BenchException">The text is wrong; says where.</exception>
    public static IReadOnlyDictionary<string, SystemEnd> Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Relaxed);
            RequireOnly(document.RootElement, "the file", "systems");
            var systems = Required(document.RootElement, "the file", "systems");
            return Members(systems, "systems").ToDictionary(system => CheckName(system.Name), system => ReadEnd(system.Name, system.Value));
        }
        catch (JsonException exception)
        {
            throw new BenchException($"not JSON: line {exception.LineNumber + 1}: {exception.Message}");
        }
        catch (ArgumentException)
        {
            throw new BenchException("two systems have the same name");
        }
    }

    private static string CheckName(string name) =>
        name.Length > 0 && !name.Contains('/', StringComparison.Ordinal) && !name.Contains(',', StringComparison.Ordinal) && !name.Contains('|', StringComparison.Ordinal)
            ? name
            : throw new BenchException($"\"{name}\" cannot be the name of a system: no slash, comma or bar");

    private static SystemEnd ReadEnd(string name, JsonElement system)
    {
        RequireOnly(system, name, "server", "client", "version", "environment");
        var server = Words(Required(system, name, "server"), $"{name}: server");
        var client = Words(Required(system, name, "client"), $"{name}: client");
        if (!server.Contains("{cmd}"))
        {
            throw new BenchException($"{name}: server: there is no word {{cmd}} for the session's program");
        }

        if (!client.Any(word => word.Contains("{port}", StringComparison.Ordinal)))
        {
            throw new BenchException($"{name}: client: there is no {{port}}");
        }

        var version = system.TryGetProperty("version", out var words) ? Words(words, $"{name}: version") : [server[0], "--version"];
        var environment = system.TryGetProperty("environment", out var variables)
            ? Members(variables, $"{name}: environment").ToDictionary(variable => variable.Name, variable => Text(variable.Value, $"{name}: environment: {variable.Name}"))
            : [];
        return new(SystemKind.Mosh, server, client, version, null, environment);
    }

    private static void RequireOnly(JsonElement element, string where, params string[] names)
    {
        foreach (var member in Members(element, where))
        {
            if (!names.Contains(member.Name))
            {
                throw new BenchException($"{where}: \"{member.Name}\" is not known; it may have {string.Join(", ", names)}");
            }
        }
    }

    private static JsonElement Required(JsonElement element, string where, string name) =>
        element.TryGetProperty(name, out var value) ? value : throw new BenchException($"{where}: \"{name}\" is missing");

    private static JsonElement.ObjectEnumerator Members(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw new BenchException($"{where}: an object {{ }} is wanted");

    private static string[] Words(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0
            ? [.. element.EnumerateArray().Select(word => Text(word, where))]
            : throw new BenchException($"{where}: a list of words is wanted");

    private static string Text(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new BenchException($"{where}: a text is wanted");
}
