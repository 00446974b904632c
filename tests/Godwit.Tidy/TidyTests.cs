using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Godwit.Tidy;

public sealed partial class TidyTests
{
    /// <summary>A file beyond this holds more than one concern; generated tables excepted.</summary>
    private const int FileLinesMax = 500;

    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["Godwit.Crypto"] = [],
        ["Godwit.Link"] = [],
        ["Godwit.Terminal"] = [],
        ["Godwit.Platform"] = [],
        ["Godwit.Transport"] = ["Godwit.Crypto"],
        ["Godwit.Streams"] = ["Godwit.Transport"],
        ["Godwit.Display"] = ["Godwit.Terminal"],
        ["Godwit.Sync"] = ["Godwit.Transport", "Godwit.Display"],
        ["Godwit.Prediction"] = ["Godwit.Terminal"],
        ["Godwit.Session"] = ["Godwit.Sync", "Godwit.Prediction", "Godwit.Streams"],
        ["Godwit.Forwarding"] = ["Godwit.Streams", "Godwit.Platform"],
        ["Godwit.Client"] = ["Godwit.Session", "Godwit.Platform", "Godwit.Forwarding"],
        ["Godwit.Server"] = ["Godwit.Session", "Godwit.Platform", "Godwit.Forwarding"],
        ["Godwit.Cli"] = ["Godwit.Client", "Godwit.Server", "Godwit.Link", "Godwit.Forwarding"],
    };

    [Fact]
    public void References_OfSourceProjects_PointOneWay()
    {
        foreach (string project in Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            IEnumerable<string> references = XDocument.Load(Path.Combine(Repository.Root, project))
                .Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
            Assert.True(AllowedReferences.TryGetValue(name, out string[]? allowed), $"{name} is not in the list of projects; add it with its allowed references.");
            Assert.Empty(references.Except(allowed!));
        }
    }

    [Fact]
    public void Sources_Length_IsBounded()
    {
        IEnumerable<string> tooLong = Repository.Sources("src/")
            .Where(file => !file.EndsWith(".Generated.cs", StringComparison.Ordinal) && Repository.ReadLines(file).Length > FileLinesMax);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Sources_Leftovers_AreNotThere()
    {
        var found = new List<string>();
        foreach (string file in Repository.Sources("src/").Concat(Repository.Sources("tests/").Where(file => !file.Contains("Tidy", StringComparison.Ordinal))))
        {
            string[] lines = Repository.ReadLines(file);
            for (int line = 0; line < lines.Length; line++)
            {
                if (Leftover().IsMatch(lines[line]))
                {
                    found.Add($"{file}:{line + 1}: {lines[line].Trim()}");
                }
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public void Sources_OutsideTests_DoNotReadTheSharedFolder()
    {
        IEnumerable<string> readers = Repository.Sources("src/").Append("godwit").Append("eng/publish.sh")
            .Where(file => Repository.ReadLines(file).Any(line => line.Contains("../shared", StringComparison.Ordinal)));
        Assert.Empty(readers);
    }

    /// <summary>The platform's hashes and ciphers load OpenSSL, which a host need not have: it would end the session there.</summary>
    [Fact]
    public void Sources_CryptographyOfThePlatform_IsNotUsed()
    {
        // Where the processor has no AES of its own; a comparison, which loads nothing.
        string[] known = ["src/core/Godwit.Crypto/LibraryAes.cs", "src/edge/Godwit.Forwarding/X11/X11Setup.cs"];
        IEnumerable<string> users = Repository.Sources("src/")
            .Where(file => Repository.ReadLines(file).Any(line => line.Contains("System.Security.Cryptography", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        Assert.Equal(known, users.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SourceProjects_EachHaveATestProject()
    {
        IEnumerable<string> missing = Repository.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => file.Replace("src/", "tests/", StringComparison.Ordinal).Replace(Path.GetFileName(file), "", StringComparison.Ordinal).TrimEnd('/') + ".Tests")
            .Where(folder => !Repository.Files.Any(file => file.StartsWith(folder, StringComparison.Ordinal)));
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|Thread\.Sleep\(")]
    private static partial Regex Leftover();
}
