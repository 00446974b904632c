using System.Text.RegularExpressions;

namespace Godwit.Tidy;

/// <summary>SECURITY.md says which test shows a protection: that is worth something only while the test is there.</summary>
public sealed partial class SecurityDocumentTests
{
    [Fact]
    public void Document_TestsItNames_Exist()
    {
        Dictionary<string, string> sources = Repository.Sources("tests/")
            .GroupBy(ClassOf)
            .ToDictionary(files => files.Key, files => string.Join('\n', files.SelectMany(Repository.ReadLines)));
        MatchCollection named = TestName().Matches(string.Join('\n', Repository.ReadLines("SECURITY.md")));
        Assert.NotEmpty(named);
        IEnumerable<string> missing = named
            .Where(name => !sources.TryGetValue(name.Groups["class"].Value, out string? source) || !HasTest(source, name.Groups["method"].Value))
            .Select(name => name.Value);
        Assert.Empty(missing);
    }

    // A class in several files is Name.Aspect.cs.
    private static string ClassOf(string file) => Path.GetFileName(file).Split('.')[0];

    private static bool HasTest(string source, string method) => method.Length == 0 || Regex.IsMatch(source, $@"public (async )?(void|Task|ValueTask) {method}\(");

    [GeneratedRegex(@"`(?<class>\w+Tests)(\.(?<method>\w+))?`")]
    private static partial Regex TestName();
}
