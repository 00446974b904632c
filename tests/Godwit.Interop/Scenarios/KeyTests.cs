using System.Text;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Where the key of a running session can be read, by whoever may look.</summary>
public sealed class KeyTests
{
    private const int CoreLimitLine = 5; // In /proc/PID/limits.

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Key_DuringASession_IsInNoListOfProcessesAndNoFile(Pair pair, Family family)
    {
        // Many machines have a limit of 0 for all, which would prove nothing.
        _ = await ChildProcess.RunAsync(
            new ChildStart("prlimit", ["--core=unlimited:unlimited", "--pid", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]), TimeSpan.FromSeconds(10));
        await using Stage stage = await Stage.OpenAsync(pair, family);

        // What the server prints is kept in a place of its own, so that the test knows the key.
        string godwit = Path.Combine(Path.GetDirectoryName(stage.Parts.Wrapper)!, "godwit");
        string told = Directory.CreateTempSubdirectory("godwit-key-").FullName;
        string server = stage.Folder.Write("server", $"#!/bin/sh\n{Shell.Quote(godwit)} server \"$@\" 2>&1 | tee {told}/told\n");
        try
        {
            await stage.ConnectAsync(
                Launch.Wrapper with { IsOwnName = true, FindsServer = true, WrapperOptions = [$"--server=/bin/sh {server}"] }, Fixtures.Bash(stage.Folder));
            await stage.AwaitPromptAsync();
            string line = (await File.ReadAllLinesAsync($"{told}/told", TestContext.Current.CancellationToken)).First(line => line.StartsWith("MOSH CONNECT ", StringComparison.Ordinal));
            byte[] key = Encoding.ASCII.GetBytes(line.Split(' ')[3].Trim());
            Assert.Equal(22, key.Length);

            string[] places =
            [
                .. Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[^1])).SelectMany(folder => (string[])[folder + "/cmdline", folder + "/environ"]),
                .. Directory.GetFiles(stage.Folder.Root, "*", SearchOption.AllDirectories),
            ];
            Assert.DoesNotContain(places, place => Read(place).AsSpan().IndexOf(key) >= 0);

            string[] ours = [.. Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[^1]) && Program(folder) == File.ResolveLinkTarget(godwit, returnFinalTarget: true)?.FullName)];
            Assert.True(ours.Length >= 2, "Neither client nor server was found.");
            foreach (string process in ours.Where(process => Encoding.UTF8.GetString(Read(process + "/environ")).Contains(stage.Folder.Root, StringComparison.Ordinal)))
            {
                Assert.Matches(@"^Max core file size +0 ", (await File.ReadAllLinesAsync(process + "/limits", TestContext.Current.CancellationToken))[CoreLimitLine]);
            }
        }
        finally
        {
            Directory.Delete(told, recursive: true);
        }
    }

    private static string? Program(string process)
    {
        try
        {
            return File.ResolveLinkTarget(process + "/exe", returnFinalTarget: false)?.FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // It has ended, or is not ours to look at.
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return []; // A socket, or a process that has ended.
        }
    }
}
