using System.Text.Json;

namespace Godwit.Terminal.Tests;

/// <summary>The public suites of the shared folder, when it is there: every counted case passes unless it is on the list of known failures.</summary>
public class TerminalCaseTests(ITestOutputHelper output)
{
    /// <summary>Cases where we follow xterm or the specification instead, or do not have the function: docs/terminal.md has the reasons.</summary>
    private static readonly HashSet<string> KnownFailures = new(StringComparer.Ordinal)
    {
        "libvterm/11state_movecursor/Vertical Position Backward#66",
        "libvterm/13state_edit/IL#15",
        "libvterm/13state_edit/DECRQSS on DECSCA#49",
        "libvterm/16state_resize/Resize shrink moves cursor#5",
        "libvterm/26state_query/S8C1T on DSR#13",
        "libvterm/31state_rep/REP till end of line#7",
        "libvterm/64screen_pen/EL sets only colours to end of line, not other attrs#9",
        "xtermgo/resize_narrower#1",
        "xtermgo/resize_wider#1",
        "xtermgo/soft_hyphen_ignored#1",
    };

    [Fact]
    public void Write_CasesOfPublicSuites_PassExceptKnownFailures()
    {
        string? file = CaseFile();
        Assert.SkipWhen(file is null, "no shared/terminal-cases/cases.jsonl above the tests");
        List<string> surprises = [];
        Dictionary<string, Tally> suites = [];
        HashSet<string> failed = [];
        foreach (string line in File.ReadLines(file))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            foreach (CaseResult result in TerminalCase.Run(document.RootElement))
            {
                suites.TryAdd(result.Suite, new Tally());
                suites[result.Suite].Add(result);
                if (result.Fault is not null)
                {
                    failed.Add(result.Name);
                    if (!KnownFailures.Contains(result.Name))
                    {
                        surprises.Add($"{result.Name}: {result.Fault}");
                    }
                }
            }
        }

        foreach ((string suite, Tally tally) in suites)
        {
            output.WriteLine($"{suite}: {tally}");
        }

        foreach (string surprise in surprises)
        {
            output.WriteLine(surprise);
        }

        Assert.Empty(surprises);
        Assert.Empty(KnownFailures.Except(failed));
    }

    private static string? CaseFile()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "terminal-cases", "cases.jsonl");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Several checks under one name are one case; it passes if all of them do.</summary>
    private sealed class Tally
    {
        private readonly HashSet<string> cases = [];
        private readonly HashSet<string> failedCases = [];
        private int checks;
        private int passed;

        public void Add(CaseResult result)
        {
            string name = result.Name[..result.Name.LastIndexOf('#')];
            cases.Add(name);
            checks++;
            passed += result.Fault is null ? 1 : 0;
            if (result.Fault is not null)
            {
                failedCases.Add(name);
            }
        }

        public override string ToString() =>
            $"{cases.Count - failedCases.Count} of {cases.Count} cases, {passed} of {checks} checks";
    }
}
