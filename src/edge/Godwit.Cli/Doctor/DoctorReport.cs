using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Godwit.Cli.Doctor;

/// <summary>What the user gets to see: a line for each phase as it finishes, or all as JSON at the end.</summary>
/// <param name="host">As the user named it.</param>
/// <param name="isJson">JSON instead of lines.</param>
internal sealed class DoctorReport(string host, bool isJson)
{
    private const int NameWidth = 11;
    private const int VerdictWidth = 8;
    private const string Indent = "                              ";

    private readonly List<Finding> findings = [];

    /// <summary>What was seen last; for the figures in the JSON.</summary>
    public Observations Seen { get; set; } = new();

    /// <summary>One phase is finished.</summary>
    /// <param name="finding">What came of it.</param>
    public void Add(Finding finding)
    {
        findings.Add(finding);
        if (!isJson)
        {
            Print.Output(Line(finding));
        }
    }

    /// <summary>Says how it is on the whole.</summary>
    /// <returns>The exit status.</returns>
    public int Finish()
    {
        int failures = findings.FindAll(static one => one.Verdict == Verdict.Failed).Count;
        Print.Output(isJson ? Json(failures) : failures == 0 ? "All is well.\n" : failures == 1 ? "1 thing is wrong.\n" : $"{failures} things are wrong.\n");
        return failures == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>A finding as lines: what was seen, and below it what to do.</summary>
    internal static string Line(Finding finding)
    {
        string time = string.Create(CultureInfo.InvariantCulture, $"{finding.Ms / 1000.0,7:0.00} s");
        string remedy = finding.Remedy.Length > 0 ? $"{Indent}> {finding.Remedy}\n" : "";
        return $"{finding.Phase.PadRight(NameWidth)}{Name(finding.Verdict).PadRight(VerdictWidth)}{time}  {finding.Sentence}\n{remedy}";
    }

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Note => "note",
        Verdict.Failed => "FAILED",
        _ => "skipped",
    };

    private string Json(int failures)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("host", host);
            json.WriteBoolean("ok", failures == 0);
            json.WriteStartArray("phases");
            foreach (Finding finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("phase", finding.Phase);
                json.WriteString("verdict", Name(finding.Verdict).ToLowerInvariant());
                json.WriteNumber("ms", finding.Ms);
                json.WriteString("text", finding.Sentence);
                WriteIfAny(json, "cause", finding.Cause);
                WriteIfAny(json, "remedy", finding.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteFigures(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void WriteFigures(Utf8JsonWriter json)
    {
        json.WriteStartObject("figures");
        WriteIfAny(json, "address", Seen.Address);
        WriteIfAny(json, "server", Seen.ServerVersion);
        WriteIf(json, "port", Seen.Port, Seen.Port > 0);
        WriteIf(json, "octets_there", Seen.SizeThere, Seen.HasArrivedThere);
        WriteIf(json, "octets_back", Seen.SizeBack, Seen.SizeBack > 0);
        if (Seen.Figures is { } figures)
        {
            json.WriteNumber("round_trips", figures.RoundTrips);
            json.WriteNumber("rtt_min_ms", figures.ShortestMs);
            json.WriteNumber("rtt_mean_ms", Math.Round(figures.MeanMs, 1));
            json.WriteNumber("rtt_max_ms", figures.LongestMs);
            WriteIf(json, "loss_there", figures.LossThere ?? 0, figures.LossThere is not null);
            json.WriteNumber("loss_back", Math.Round(figures.LossBack, 4));
        }

        WriteIf(json, "clock_ahead_s", Seen.ClockAhead ?? 0, Seen.ClockAhead is not null);
        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteIf(Utf8JsonWriter json, string name, double value, bool isKnown)
    {
        if (isKnown)
        {
            json.WriteNumber(name, Math.Round(value, 4));
        }
    }
}
