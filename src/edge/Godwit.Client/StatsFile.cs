using System.Text.Json;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// Writes how the session goes to a file (<c>--stats</c>): replaced as a whole, readable by its owner only, at most every <see cref="GapMs"/> and
/// once at the end. Figures only: neither keys nor contents.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class StatsFile(string path)
{
    /// <summary>Between two writes.</summary>
    public const long GapMs = 10_000;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private Instant? next;

    /// <summary>Why the file could not be written the last time, as a sentence; null if it could.</summary>
    public string? Complaint { get; private set; }

    /// <summary>True if the last write is long enough ago. Nobody is woken for it: an idle session has no news.</summary>
    public bool IsDue(Instant now)
    {
        next ??= now + GapMs;
        if (now < next)
        {
            return false;
        }

        next = now + GapMs;
        return true;
    }

    /// <summary>Replaces the file.</summary>
    public void Write(SessionReport report)
    {
        string fresh = $"{path}.{Environment.ProcessId}.new";
        try
        {
            File.Delete(fresh);
            using (var stream = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            {
                WriteReport(json, report);
            }

            File.Move(fresh, path, overwrite: true);
            Complaint = null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Complaint = $"the statistics cannot be written to {path}: {failure.Message}";
        }
    }

    private static void WriteReport(Utf8JsonWriter json, SessionReport report)
    {
        json.WriteStartObject();
        json.WriteString("server", report.Server);
        json.WriteString("path", report.Path);
        json.WriteNumber("age_ms", report.AgeMs);
        json.WriteString("peer", !report.PeerIsKnown ? "unknown" : report.Peer is null ? "stock" : "godwit");
        if (report.Peer is { } peer)
        {
            json.WriteNumber("peer_level", peer.Level);
            json.WriteStartArray("missing");
            foreach (string name in report.Missing)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        if (report.RoundTripMs is { } trip)
        {
            json.WriteNumber("round_trip_ms", Math.Round(trip, 1));
        }

        json.WriteNumber("loss", Math.Round(report.Loss, 4));
        json.WriteNumber("octets_sent", report.OctetsSent);
        json.WriteNumber("octets_received", report.OctetsReceived);
        json.WriteNumber("packets_sent", report.DatagramsSent);
        json.WriteNumber("packets_received", report.DatagramsReceived);
        Write(json, report.Forwards);
        Write(json, "time_to_confirm", report.TimeToConfirm);
        if (report.Echo is { } echo)
        {
            json.WriteNumber("hits", echo.Hits);
            json.WriteNumber("misses", echo.Misses);
            json.WriteNumber("not_shown", echo.NotShown);
            json.WriteNumber("wrong_visible_ms", echo.WrongVisibleMs);
            json.WriteNumber("wrong_visible_max_ms", echo.WrongVisibleMaxMs);
            Write(json, "time_to_paint", echo.TimeToPaint);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ForwardFigures> forwards)
    {
        json.WriteStartArray("forwardings");
        foreach (ForwardFigures forward in forwards)
        {
            json.WriteStartObject();
            json.WriteString("name", forward.Name);
            json.WriteNumber("open", forward.Open);
            json.WriteNumber("made", forward.Made);
            json.WriteNumber("octets_to_host", forward.ToHost);
            json.WriteNumber("octets_from_host", forward.FromHost);
            if (forward.Problem.Length > 0)
            {
                json.WriteString("problem", forward.Problem);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, DurationFigures figures)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", figures.Count);
        json.WriteNumber("sum_ms", figures.SumMs);
        json.WriteStartArray("up_to_ms");
        foreach (int bound in figures.BoundsMs.Span)
        {
            json.WriteNumberValue(bound);
        }

        json.WriteEndArray();
        json.WriteStartArray("counts");
        foreach (long count in figures.Counts.Span)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
