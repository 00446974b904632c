using Godwit.Platform;
using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>
/// Reads what the program has set on its terminal, and which program it is. Two system calls in a turn; the loop is awake anyway. Nothing tells of a
/// program that stops the echo without a word, so after keys and output the loop is woken to look again, ever later, and not at all when idle.
/// </summary>
internal sealed class ProgramWatch(Pty pty)
{
    /// <summary>The first look after activity: a shell has started by then what a line asked for.</summary>
    public const long FirstLookMs = 20;

    /// <summary>Each further look waits so many times longer than the one before.</summary>
    public const int LookFactor = 4;

    /// <summary>
    /// The longest wait for a look. Further ones only matter while the terminal echoes: then a client shows keys by itself, and a program that
    /// has stopped the echo since would be told too late. Five looks in seven seconds, then none but those of the heartbeats.
    /// </summary>
    public const long LastLookMs = 6000;

    // When the name of a new group's leader is read again: at first it is the shell's, that is about to become another program.
    private const long FirstNameMs = FirstLookMs;
    private const long LastNameMs = 500;
    private const int NameFactor = 5;

    private int group;
    private Instant groupSince;
    private long nextNameMs = long.MaxValue;
    private long wait;
    private ProgramState state;

    /// <summary>When <see cref="Look"/> is wanted if nothing happens.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    /// <summary>The name of the program in the foreground, as it was at the last <see cref="Look"/>; may be empty.</summary>
    public string Name => state.Name;

    /// <summary>Keys were handed over, or the program wrote something.</summary>
    public void NoteActivity(Instant now)
    {
        wait = FirstLookMs;
        Deadline = now + wait;
    }

    /// <summary>What is now. Once a turn, after all output was read; so no screen is told with what was before it.</summary>
    public ProgramState Look(Instant now)
    {
        if (!pty.TryGetModes(out PtyModes modes))
        {
            Deadline = Instant.Never;
            return state = default;
        }

        state = state with
        {
            IsKnown = true,
            Echo = modes.Echo,
            IsCanonical = modes.Canonical,
            Erase = modes.Erase,
            WordErase = modes.WordErase,
            Kill = modes.Kill,
        };
        LookAtGroup(now);
        PlanNext(now);
        return state;
    }

    private void LookAtGroup(Instant now)
    {
        int current = pty.ForegroundGroup;
        if (current != group)
        {
            bool isFirst = group == 0;
            group = current;
            groupSince = now;
            nextNameMs = FirstNameMs;
            state = state with { ForegroundChanges = state.ForegroundChanges + (isFirst ? 0u : 1u) };
            ReadName();
        }
        else if (now - groupSince >= nextNameMs)
        {
            nextNameMs = nextNameMs < LastNameMs ? nextNameMs * NameFactor : long.MaxValue;
            ReadName();
        }
    }

    private void ReadName()
    {
        Span<byte> octets = stackalloc byte[ProcessName.RoomMin];
        octets = octets[..ProcessName.Read(group, octets)];
        state = state with { Name = ProgramState.NameFrom(octets) };
    }

    private void PlanNext(Instant now)
    {
        if (now < Deadline)
        {
            return;
        }

        wait *= LookFactor;
        Deadline = state.Echo && wait <= LastLookMs ? now + wait : Instant.Never;
    }
}
