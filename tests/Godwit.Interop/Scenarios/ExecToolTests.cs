using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Programs that are told to use <c>godwit exec</c> where they would use ssh.</summary>
public sealed class ExecToolTests
{
    // Files of many kinds: empty, large, a name with blanks, a link, a folder.
    private const string Tree = """
        mkdir -p tree/sub; : >tree/empty; seq 1 300000 >tree/large; echo x >'tree/two  blanks'; head -c 100000 /dev/urandom >tree/sub/octets; ln -s large tree/link;
        """;

    [Fact]
    public async Task Rsync_BothWaysAndAgain_CopiesTheTree()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        _ = Programs.Installed("rsync", "rsync");
        ChildResult result = await host.RunHereAsync($"""
            set -e; {Tree}
            rsync -a -e {host.Exec} tree/ $1:{host.Folder.Root}/there/ && diff -r tree there
            echo more >>tree/large; rm tree/empty
            rsync -az --delete -e {host.Exec} tree/ $1:{host.Folder.Root}/there/ && diff -r tree there
            rsync -a -e {host.Exec} $1:{host.Folder.Root}/there/ back/ && diff -r tree back
            """);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Rsync_WithoutItsProgramThere_SaysWhatSshWould()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        _ = Programs.Installed("rsync", "rsync");
        ChildResult result = await host.RunHereAsync($"{Tree} rsync -a --rsync-path=/nowhere/rsync -e {host.Exec} tree/ $1:there/");
        Assert.Equal(127, result.ExitCode);
        Assert.Contains("/nowhere/rsync: No such file or directory", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ssh")]
    [InlineData("simple")]
    public async Task Git_CloneCommitPush_GoThroughAndBack(string variant)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        _ = Programs.Installed("git", "git");
        host.Environment["GIT_SSH_COMMAND"] = host.Exec;
        host.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        if (variant.Length > 0)
        {
            host.Environment["GIT_SSH_VARIANT"] = variant;
        }

        ChildResult result = await host.RunHereAsync($"""
            set -e; {Tree}
            git config --global user.name Godwit; git config --global user.email godwit@example.invalid; git config --global init.defaultBranch main
            git init -q --bare there.git
            git clone -q $1:{host.Folder.Root}/there.git one 2>/dev/null; cp -R tree one; cd one; git add -A; git commit -qm first; git push -q origin main; cd ..
            git clone -q $1:{host.Folder.Root}/there.git two; diff -r tree two/tree
            cd one; git commit -q --allow-empty -m second; git push -q; cd ../two; git pull -q; git log --format=%s
            """);
        Assert.Equal((0, "second\nfirst\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("-s")]
    [InlineData("-O")]
    public async Task Scp_BothProtocolsBothWays_CopiesTheTree(string protocol)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        _ = Programs.Installed("scp", "openssh-client");
        ChildResult result = await host.RunHereAsync($"""
            set -e; {Tree} rm tree/link
            scp -q {protocol} -r -S {host.Exec} tree $1:{host.Folder.Root}/there && diff -r tree there
            scp -q {protocol} -r -S {host.Exec} $1:{host.Folder.Root}/there back && diff -r tree back
            ! scp -q {protocol} -S {host.Exec} $1:{host.Folder.Root}/missing back
            """);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Contains("No such file or directory", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sftp_Batch_ListsAndFetches()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        _ = Programs.Installed("sftp", "openssh-client");
        ChildResult result = await host.RunHereAsync($"set -e; {Tree} printf 'get {host.Folder.Root}/tree/large got\\n' | sftp -q -S {host.Exec} -b - $1 >/dev/null; cmp tree/large got");
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Borg_ArchiveIntoARepositoryThere_ComesBack()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        _ = Programs.Installed("borg", "borgbackup");
        host.Environment["BORG_RSH"] = host.Exec;
        host.Environment["BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK"] = "yes";
        ChildResult result = await host.RunHereAsync($"""
            set -e; {Tree}
            borg init -e none ssh://$1{host.Folder.Root}/there; borg create ssh://$1{host.Folder.Root}/there::first tree
            mkdir back; cd back; borg extract ssh://$1{host.Folder.Root}/there::first; diff -r tree ../tree
            """);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    /// <summary>The archive of a folder through a pipe: the oldest use of a remote shell.</summary>
    [Fact]
    public async Task Tar_ThroughAPipe_CopiesTheTree()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunHereAsync($"set -e; {Tree} mkdir there; tar cf - tree | {host.Exec} $1 tar xf - -C {host.Folder.Root}/there; diff -r tree there/tree");
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }
}
