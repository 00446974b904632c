using System.Globalization;
using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// The user's own commands for a server that is lost and for one that is back. They are never waited for, run one at a time, and start at most every
/// <see cref="GapMs"/>; what changes back meanwhile is not told.
/// </summary>
/// <param name="onLost">For the shell; null for none.</param>
/// <param name="onResume">For the shell; null for none.</param>
/// <param name="host">As the user named it.</param>
internal sealed class ContactHooks(string? onLost, string? onResume, string host)
{
    /// <summary>Milliseconds between two starts.</summary>
    public const long GapMs = 10_000;

    // How often it is looked whether a command has ended; more seldom, the longer it runs, if no other waits for it: it shall not wake the client for ever.
    private const long LookMs = 1000;

    private const string Shell = "/bin/sh";

    private ChildProcess? running;
    private Instant? startedAt;
    private bool isLost;
    private bool toldLost;
    private long silenceMs;

    /// <summary>True if there is a command.</summary>
    public bool IsOn => onLost is not null || onResume is not null;

    /// <summary>Notes how it stands now.</summary>
    /// <param name="lost">The server is lost.</param>
    /// <param name="silence">How long it was silent, in milliseconds.</param>
    public void Note(bool lost, long silence) => (isLost, silenceMs) = (lost, silence);

    /// <summary>Once a turn: collects the command that has ended, and starts the one that is due.</summary>
    public void Update(Instant now)
    {
        if (running is not null && running.TryReap(out _))
        {
            running = null;
        }

        if (isLost == toldLost || running is not null || now < EarliestStart)
        {
            return;
        }

        toldLost = isLost;
        if ((isLost ? onLost : onResume) is { } command)
        {
            startedAt = now;
            running = Start(command);
        }
    }

    /// <summary>When <see cref="Update"/> has something to do that nothing else wakes for.</summary>
    public Instant NextDeadline(Instant now) =>
        running is null ? (isLost == toldLost ? Instant.Never : EarliestStart)
        : now + (isLost == toldLost ? Math.Max(LookMs, now - (startedAt ?? now)) : LookMs);

    private Instant EarliestStart => startedAt is { } started ? started + GapMs : new Instant(0);

    private ChildProcess? Start(string command)
    {
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        environment.Set("GODWIT_HOST", host);
        environment.Set("GODWIT_SILENT_SECONDS", (silenceMs / 1000).ToString(CultureInfo.InvariantCulture));
        try
        {
            return ChildProcess.Start(new SpawnOptions
            {
                Path = Shell,
                Arguments = [Shell, "-c", command],
                Environment = environment,
                NewSession = true,
                Descriptors = [new(0, DescriptorMapping.Null), new(1, DescriptorMapping.Null), new(2, DescriptorMapping.Null)],
            });
        }
        catch (PlatformException)
        {
            // Too many processes, or no shell: the session is worth more than its hooks.
            return null;
        }
    }
}
