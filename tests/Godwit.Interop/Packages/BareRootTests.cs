using Godwit.Interop.Harness;

namespace Godwit.Interop.Packages;

/// <summary>
/// A host with nothing but sshd and sh, start-up files that talk, <c>LANG=C</c> and no locales; the user's own machine is another one. With
/// GODWIT_FULL=1 the host is a Debian made by debootstrap, which takes a minute and the network.
/// </summary>
public sealed class BareRootTests
{
    [Fact]
    public Task Godwit_ToAHostOfOwnFiles_IsAtAPromptAfterOneLogin() =>
        UseAsync(host => BareRoot.OfOwnFilesAsync(host.Folder, host.Godwit), "$(id -un)", BareRoot.User);

    /// <summary>Debian's sshd opens a PAM session, which has ended by then: the limits and variables that it gave are still those of the session.</summary>
    [Fact]
    public Task Godwit_ToADebianOfDebootstrap_IsAtAPromptAfterOneLogin()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GODWIT_FULL") is null, "Only with GODWIT_FULL=1: it takes a minute and the network.");
        return UseAsync(host => BareRoot.OfDebianAsync(host.Folder), "$(id -un) $(ulimit -Sn) $FROM_PAM", $"{BareRoot.User} {BareRoot.FilesMax} yes");
    }

    private static async Task UseAsync(Func<BareHost, Task<BareRoot>> make, string question, string answer)
    {
        await using BareHost host = await BareHost.PrepareAsync();
        BareRoot root = await make(host);
        await root.AddUserAsync(host.Folder["user_key.pub"]);
        await host.StartAsync(root, "/usr/sbin/sshd", "-D", "-e", "-o", "SetEnv=LANG=C");
        TmuxTerminal terminal = await host.ConnectAsync("--install=always");
        await terminal.WaitForAsync("the prompt", screen => screen.CursorRowIs(BareRoot.Prompt), host.Describe);

        // There are more letters than ASCII has, also without a locale.
        await terminal.TypeAsync($"echo {question}; printf 'gr\\303\\274n\\n'\r");
        await terminal.WaitForAsync("the answer", screen => screen.Shows($"\n{answer}\ngrün\n{BareRoot.Prompt}"), host.Describe);
        Assert.Equal(1, host.Logins());
        Assert.True(File.Exists(root[$"home/{BareRoot.User}/.cache/godwit/0.1.0/godwit"]));
        await terminal.TypeAsync("exit\r");
        await terminal.WaitForAsync("the end", screen => screen.Shows("[godwit is exiting.]"), host.Describe);
    }
}
