using Godwit.Terminal;

namespace Godwit.Conformance.Replay;

/// <summary>Recordings of real programs show what they should, however the octets are cut.</summary>
public class RecordingTests
{
    private const int RandomCuttings = 4;

    /// <summary>Every recording by name.</summary>
    public static TheoryData<string> Names => [.. Recording.All.Select(recording => recording.Name)];

    [Fact]
    public void Recordings_AreThere_AndSmall()
    {
        string[] programs = ["bash", "zsh", "fish", "vim", "neovim", "less", "tmux", "htop", "mc", "nano", "fzf", "emacs", "vttest-1", "vttest-2", "vttest-3", "vttest-6", "vttest-8", "vttest-11"];
        Assert.Empty(programs.Except(Recording.All.Select(recording => recording.Name)));
        Assert.InRange(Directory.GetFiles(Folder.Of("Recordings"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 1_500_000);
        Assert.All(Recording.All, recording => Assert.Contains(recording.Steps, step => step.Check is not null));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Replay_AsRecorded_ShowsTheExpectedScreens(string name)
    {
        Recording recording = Recording.All.Single(one => one.Name == name);
        if (Folder.Rewrites)
        {
            Judge(recording);
        }

        Compare(recording, static left => left);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Replay_CutElsewhere_ShowsTheExpectedScreens(string name)
    {
        Recording recording = Recording.All.Single(one => one.Name == name);
        Compare(recording, static _ => 1);
        for (int seed = 0; seed < RandomCuttings; seed++)
        {
            var random = new Random(seed);
            Compare(recording, _ => random.Next(1, 64));
        }
    }

    private static void Compare(Recording recording, Func<int, int> cut)
    {
        Dictionary<string, string> expected = ExpectedScreens.Read(recording.Name);
        int seen = 0;
        Player.Play(recording, cut, (place, emulator) =>
        {
            seen++;
            Assert.Null(Soundness.Fault(emulator.Screen));
            string shown = ScreenPicture.Of(emulator.Screen);
            Assert.True(expected[place] == shown, $"{recording.Name}/{place}\n--- expected\n{expected[place]}\n--- shown\n{shown}");
        });
        Assert.Equal(expected.Count, seen);
    }

    /// <summary>Asks tmux, and writes what is expected from now on.</summary>
    private static void Judge(Recording recording)
    {
        (int columns, int rows) = recording.FirstSize;
        using var pane = new TmuxPane(columns, rows);
        var emulator = new Emulator(columns, rows, EmulatorOptions.Server);
        var screens = new List<(string, string, string)>();
        var faults = new List<string>();
        foreach (RecordingStep step in recording.Steps)
        {
            if (step.Output is { } output)
            {
                emulator.Write(output);
                emulator.ClearReplies();
                pane.Write(output);
            }
            else if (step.Size is { } size)
            {
                emulator.Resize(size.Columns, size.Rows);
                pane.Resize(size.Columns, size.Rows);
            }
            else
            {
                string? difference = Judgement.Difference(pane, emulator.Screen);
                string? reason = KnownDifferences.Reason(recording.Name, step.Check!);
                if (difference is not null && reason is null)
                {
                    faults.Add($"{recording.Name}/{step.Check}:\n{difference}");
                }

                if (difference is null && reason is not null)
                {
                    faults.Add($"{recording.Name}/{step.Check}: tmux agrees now; take it off differences.txt.");
                }

                screens.Add((step.Check!, difference is null ? "tmux agrees" : $"not tmux's: {reason}", ScreenPicture.Of(emulator.Screen)));
            }
        }

        ExpectedScreens.Write(recording.Name, screens);
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }
}
