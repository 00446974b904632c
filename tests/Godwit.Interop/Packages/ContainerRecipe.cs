using Godwit.Interop.Harness;

namespace Godwit.Interop.Packages;

/// <summary>A Containerfile as far as ours goes: FROM, COPY of one file, RUN in a shell, and what only an engine heeds.</summary>
internal sealed class ContainerRecipe
{
    private static readonly TimeSpan StepLimit = TimeSpan.FromMinutes(5);
    private readonly List<(string Word, string Words)> steps = [];

    /// <summary>Reads it from the folder that it is built in.</summary>
    public ContainerRecipe(string folder)
    {
        Folder = folder;
        string text = File.ReadAllText(Path.Combine(folder, "Containerfile")).Replace("\\\n", "", StringComparison.Ordinal);
        foreach (string line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            steps.Add((line[..blank], line[(blank + 1)..]));
        }
    }

    public string Folder { get; }

    /// <summary>What follows a word, for each time that it is there.</summary>
    public IEnumerable<string> All(string word) => steps.Where(step => step.Word == word).Select(step => step.Words);

    /// <summary>Does in a root what an engine would do in an image. <c>/proc</c> and <c>/dev</c> are there for each step.</summary>
    public async Task FollowAsync(string root)
    {
        foreach ((string word, string words) in steps)
        {
            switch (word)
            {
                case "COPY":
                    string[] names = words.Split(' ');
                    Directory.CreateDirectory(Path.GetDirectoryName(root + names[1])!);
                    File.Copy(Path.Combine(Folder, names[0]), root + names[1], overwrite: true);
                    break;
                case "RUN":
                    ChildResult step = await ChildProcess.RunAsync(
                        new ChildStart("unshare", ["--mount", "sh", "-c", "mount -t proc proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && exec chroot \"$0\" /bin/sh -c \"$1\"", root, words]), StepLimit);
                    Assert.True(step.ExitCode == 0, $"RUN {words} ended with {step.ExitCode}:\n{step.Output}\n{step.Error}");
                    break;
                case "VOLUME":
                    Directory.CreateDirectory(root + words);
                    break;
                default:
                    Assert.Contains(word, (string[])["FROM", "EXPOSE", "CMD"]);
                    break;
            }
        }
    }
}
