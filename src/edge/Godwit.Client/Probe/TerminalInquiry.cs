using Godwit.Display;
using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>What the user's terminal can do, outside of a session: for <c>godwit doctor</c>.</summary>
public sealed record TerminalInquiry
{
    // A session draws on after 150 ms; here somebody wants to know.
    private const int PatienceMs = 1000;
    private const int ReadMax = 1024;

    /// <summary>The terminal was asked: it is of a type that does not print what it does not understand.</summary>
    public bool WasAsked { get; private init; }

    /// <summary>It has answered.</summary>
    public bool HasAnswered { get; private init; }

    /// <summary>What it calls itself, as it came; empty if it did not say.</summary>
    public string Version { get; private init; } = "";

    /// <summary>What sessions use of it beyond a usual terminal, in words with commas between; empty if nothing.</summary>
    public string Abilities { get; private init; } = "";

    /// <summary>Asks, if standard input and output are the terminal. Keys that are typed in that moment are lost.</summary>
    /// <param name="settings">Name the terminal.</param>
    public static TerminalInquiry Make(ClientSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        TerminfoEntry entry = TerminfoEntry.Load(settings.Term, ProcessEnvironment.Get) ?? TerminfoEntry.Assume(settings.Term);
        ProbeLevel level = ProbeQueries.LevelOf(settings.Term, settings.TermProgram);
        bool asks = level != ProbeLevel.None && FileDescriptor.IsTerminal(FileDescriptor.StandardInput) && FileDescriptor.IsTerminal(FileDescriptor.StandardOutput);
        TerminalAnswers answers = asks ? Ask(level) : TerminalAnswers.None;
        return new()
        {
            WasAsked = asks,
            HasAnswered = answers.IsFenced,
            Version = answers.Version,
            Abilities = Words(TerminalProfile.Of(entry, settings, answers).Capabilities),
        };
    }

    private static TerminalAnswers Ask(ProbeLevel level)
    {
        RawTerminal terminal = RawTerminal.Open();
        terminal.EnterRaw();
        try
        {
            var start = new Instant(MonotonicClock.Milliseconds);
            var probe = new TerminalProbe(level, start);
            _ = FileDescriptor.WriteAll(FileDescriptor.StandardOutput, ProbeQueries.Of(level));
            var poller = new Poller();
            poller.Add(FileDescriptor.StandardInput, PollEvents.Readable);
            Span<byte> read = stackalloc byte[ReadMax];
            Span<byte> keys = stackalloc byte[ReadMax + TerminalProbe.HeldMax];
            for (Instant now = start; !probe.Answers.IsFenced && now - start < PatienceMs; now = new Instant(MonotonicClock.Milliseconds))
            {
                poller.Wait(PatienceMs - (now - start));
                if (poller.CanRead(0) && RawTerminal.Read(read) is var result)
                {
                    if (!result.IsDone)
                    {
                        break;
                    }

                    _ = probe.Feed(now, read[..result.Count], keys);
                }
            }

            return probe.Answers;
        }
        finally
        {
            terminal.Restore();
        }
    }

    private static string Words(DisplayCapabilities can)
    {
        List<string> words = [];
        void AddIf(bool has, string word)
        {
            if (has)
            {
                words.Add(word);
            }
        }

        AddIf(can.SynchronizedOutput, "pictures in one piece");
        AddIf(can.KittyKeyboard, "kitty keyboard");
        AddIf(can.Hyperlinks, "links");
        AddIf(can.UnderlineKinds, "kinds of underline");
        AddIf(can.DynamicColors, "changes of colours");
        AddIf(can.ClipboardLengthMax > 0, "clipboard");
        return string.Join(", ", words);
    }
}
