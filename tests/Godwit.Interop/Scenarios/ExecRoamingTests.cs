using System.Security.Cryptography;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>
/// A transfer that outlives its addresses and its owner's sleep, at the end of which there is another address. What is read here is read in steps, and nothing can be far ahead of the reader, so that each
/// step happens in the middle of it. GODWIT_FULL=1 moves 1 GB.
/// </summary>
public sealed class ExecRoamingTests
{
    private static readonly TimeSpan Sleep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StepLimit = TimeSpan.FromMinutes(3);

    private static int Much => Environment.GetEnvironmentVariable("GODWIT_FULL") is { Length: > 0 } ? 1_000_000_000 : 40_000_000;

    /// <summary>There and back at once: the host's <c>cat</c> says what it is told.</summary>
    [Fact]
    public async Task Exec_OverToTheOtherFamilyAndBackAndASleep_EveryOctetArrives()
    {
        await using CommandHost host = await CommandHost.OpenAsync(isRoaming: true);
        ChildResult made = await host.RunHereAsync($"head -c {Much} /dev/urandom >given; sha256sum <given");
        await using ChildProcess client = ChildProcess.Start(new ChildStart(
            "/bin/sh", ["-c", $"exec {host.Exec} \"$@\" <{host.Folder["given"]}", "sh", host.Name, "cat; exit 3"], host.Environment));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int move = 0; move < Moves.Legs; move++)
        {
            await ReadAsync(client, hash, Much / (Moves.Legs + 1));
            if (move != 1)
            {
                await host.Moves.NextAsync();
                continue;
            }

            await Signals.SendAsync("STOP", client.ProcessId);
            await Wait.ScenarioLastsAsync(Sleep);
            await host.Moves.NextAsync();
            await Signals.SendAsync("CONT", client.ProcessId);
        }

        await ReadAsync(client, hash, Much - (Moves.Legs * (Much / (Moves.Legs + 1))));
        Assert.Equal(-1, client.Output.BaseStream.ReadByte());
        await client.ExitAsync(StepLimit);
        Assert.Equal(3, client.ExitCode);
        Assert.Equal(made.Output[..64], Convert.ToHexStringLower(hash.GetHashAndReset()));
        Assert.Equal("", await client.Error);
    }

    [Fact]
    public async Task Rsync_AddressChangesDuringIt_CopyIsRight()
    {
        await using CommandHost host = await CommandHost.OpenAsync(isRoaming: true);
        _ = Programs.Installed("rsync", "rsync");
        const int octets = 20_000_000;
        Task<ChildResult> copy = host.RunHereAsync($"head -c {octets} /dev/urandom >given && rsync --inplace --bwlimit=4000 -e {host.Exec} given $1:{host.Folder.Root}/there && cmp given there");
        foreach (int step in new[] { 1, 2 })
        {
            await Wait.UntilAsync(
                $"{step} quarters are there",
                () => Task.FromResult(new FileInfo(host.Folder["there"]) is { Exists: true, Length: var length } && length >= step * (octets / 4)),
                async () => copy.IsCompleted ? (await copy).Error : host.Folder.LogTails());
            Assert.False(copy.IsCompleted);
            await host.MoveClientAsync(from: step + 1, to: step + 2);
        }

        ChildResult result = await copy;
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    private static async Task ReadAsync(ChildProcess client, IncrementalHash hash, int count)
    {
        using var deadline = new CancellationTokenSource(StepLimit);
        var buffer = new byte[65_536];
        while (count > 0)
        {
            int read = await client.Output.BaseStream.ReadAsync(buffer.AsMemory(0, Math.Min(count, buffer.Length)), deadline.Token);
            Assert.True(read > 0, $"The output ended {count} octets too soon.");
            hash.AppendData(buffer, 0, read);
            count -= read;
        }
    }
}
