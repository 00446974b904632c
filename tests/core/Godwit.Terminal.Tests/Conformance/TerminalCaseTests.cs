using System.Text.Json;

namespace Godwit.Terminal.Tests;

/// <summary>The public suites of the shared folder, when it is there: every counted case passes unless it is on the list of known failures.</summary>
public class TerminalCaseTests(ITestOutputHelper output)
{
    /// <summary>Cases where we follow xterm or the specification instead, or do not have the function: docs/terminal.md has the reasons.</summary>
    private static readonly HashSet<string> KnownFailures = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void Write_CasesOfPublicSuites_PassExceptKnownFailures()
    {
        string? file = CaseFile();
        Assert.SkipWhen(file is null, "no shared/terminal-cases/cases.jsonl above the tests");
        List<string> surprises = [];
        Dictionary<string, (int Passed, int Counted)> suites = [];
        HashSet<string> failed = [];
        foreach (string line in File.ReadLines(file))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            foreach (CaseResult result in TerminalCase.Run(document.RootElement))
            {
                (int passed, int counted) = suites.GetValueOrDefault(result.Suite);
                suites[result.Suite] = (passed + (result.Fault is null ? 1 : 0), counted + 1);
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

        foreach ((string suite, (int passed, int counted)) in suites)
        {
            output.WriteLine($"{suite}: {passed} of {counted}");
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
}
