using System.Text.Json;

namespace Godwit.Interop.Harness;

/// <summary>What the doctor said.</summary>
internal sealed record Diagnosis(int ExitStatus, JsonElement Root, string Text)
{
    /// <summary>The phases that failed, with their causes, in order.</summary>
    public IEnumerable<string> Failures => Phases.Where(phase => phase.GetProperty("verdict").GetString() == "failed").Select(phase => $"{Name(phase)}: {phase.GetProperty("cause").GetString()}");

    /// <summary>The sentence of a phase.</summary>
    public string Sentence(string phase) => Find(phase).GetProperty("text").GetString()!;

    /// <summary>What to do about it; empty if nothing.</summary>
    public string Remedy(string phase) => Find(phase).TryGetProperty("remedy", out JsonElement remedy) ? remedy.GetString()! : "";

    /// <summary>How long the phases from the start of the server up to this one took.</summary>
    public TimeSpan TimeFromServerTo(string phase)
    {
        IEnumerable<JsonElement> between = Phases.SkipWhile(one => Name(one) != "bootstrap").Skip(1).TakeWhile(one => Name(one) != phase).Append(Find(phase));
        return TimeSpan.FromMilliseconds(between.Sum(one => one.GetProperty("ms").GetInt64()));
    }

    public double Figure(string name) => Root.GetProperty("figures").GetProperty(name).GetDouble();

    private IEnumerable<JsonElement> Phases => Root.GetProperty("phases").EnumerateArray();

    private JsonElement Find(string phase) => Phases.Single(one => Name(one) == phase);

    private static string Name(JsonElement phase) => phase.GetProperty("phase").GetString()!;
}
