using System.Text.RegularExpressions;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Packages;

/// <summary>The files of a host that has sshd, sh and what a shell cannot do without, and neither godwit nor a locale. Needs root.</summary>
internal sealed partial class BareRoot
{
    /// <summary>Who may log in there, with the test's key.</summary>
    public const string User = "traveller";

    /// <summary>What their login shell says when it waits.</summary>
    public const string Prompt = "bare$";

    /// <summary>How many open files pam_limits(8) allows them, where there is PAM; pam_env(8) sets FROM_PAM to yes.</summary>
    public const int FilesMax = 777;

    // The noise before and after a login: a whole answer of a server that is not ours, octets that are no text, no end of line.
    private const string Noise = """
        echo "MOSH SSH_CONNECTION 192.0.2.1 5 192.0.2.66 22"
        echo "MOSH CONNECT 9 AAAAAAAAAAAAAAAAAAAAAA"
        echo "complaint" >&2
        printf 'noise \377\033[31m without an end'
        """ + "\n";

    private const string Account = "1000:1000";

    // An essential package of Debian each, but for sshd. Newer ones have its parts beside it.
    private static readonly string[] Tools =
        ["sh", "cat", "chmod", "head", "id", "mkdir", "mv", "rm", "rmdir", "sha256sum", "uname"];

    private static readonly TimeSpan ToolLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DebootstrapLimit = TimeSpan.FromMinutes(8);

    private readonly string shell;

    private BareRoot(string path, string shell)
    {
        Path = path;
        this.shell = shell;
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Made of this machine's own files: a few programs and the libraries that they load. Takes a second.</summary>
    /// <param name="folder">Gets it, and has the key of the host, host_key.</param>
    /// <param name="godwit">Its libraries are there as well: it needs none but that of C.</param>
    public static async Task<BareRoot> OfOwnFilesAsync(TestFolder folder, string godwit)
    {
        var root = new BareRoot(Directory.CreateDirectory(folder["root"]).FullName, "/bin/sh");
        foreach (string name in (string[])["bin", "dev", "etc/ssh", "proc", "run/sshd"])
        {
            Directory.CreateDirectory(root[name]);
        }

        List<string> programs = [.. Tools.Select(tool => Programs.Installed(tool, "coreutils")), Programs.Installed("sshd", "openssh-server")];
        if (Directory.Exists("/usr/lib/openssh"))
        {
            programs.AddRange(Directory.GetFiles("/usr/lib/openssh", "sshd-*"));
        }

        HashSet<string> files = [.. programs];
        foreach (string program in programs.Append(godwit))
        {
            files.UnionWith(Library().Matches(await RunAsync(ToolLimit, "ldd", program)).Select(match => match.Groups[1].Value));
        }

        foreach (string file in files)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(root[file[1..]])!);
            File.Copy(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file, root[file[1..]]);
        }

        // Where sshd and everybody's scripts look for it.
        if (!File.Exists(root["bin/sh"]))
        {
            File.Copy(root[Programs.Installed("sh", "dash")[1..]], root["bin/sh"]);
        }

        root.Write("etc/passwd", "root:x:0:0::/root:/bin/sh\nsshd:x:100:65534::/run/sshd:/bin/false\n");
        root.Write("etc/group", "root:x:0:\nnogroup:x:65534:\n");
        root.Write("etc/ssh/sshd_config", "HostKey /etc/ssh/ssh_host_ed25519_key\nUsePAM no\n");
        File.Copy(folder["host_key"], root["etc/ssh/ssh_host_ed25519_key"]);
        return root;
    }

    /// <summary>Made by debootstrap, from Debian's packages: the smallest set and openssh-server, with its own configuration. Takes a minute and the network.</summary>
    /// <param name="folder">Gets it.</param>
    public static async Task<BareRoot> OfDebianAsync(TestFolder folder)
    {
        var root = new BareRoot(folder["root"], "/bin/bash");
        string suite = File.ReadLines("/etc/os-release").First(line => line.StartsWith("VERSION_CODENAME=", StringComparison.Ordinal)).Split('=')[1];
        await RunAsync(DebootstrapLimit, Programs.Installed("debootstrap", "debootstrap"), "--variant=minbase", "--include=openssh-server", suite, root.Path);
        root.Write("etc/security/limits.d/files.conf", $"{User} soft nofile {FilesMax}\n");
        File.AppendAllText(root["etc/environment"], "FROM_PAM=yes\n");
        Directory.CreateDirectory(root["run/sshd"]);
        return root;
    }

    /// <summary>Adds the account, with start-up files that talk.</summary>
    /// <param name="key">The public key that it is for.</param>
    public async Task AddUserAsync(string key)
    {
        File.AppendAllText(this["etc/passwd"], $"{User}:*:{Account}::/home/{User}:{shell}\n");
        string home = $"home/{User}";
        Directory.CreateDirectory(this[home + "/.ssh"]);
        File.Copy(key, this[home + "/.ssh/authorized_keys"]);
        Write(home + "/.ssh/rc", Noise);
        Write(home + "/.bashrc", Noise);
        Write(home + "/.profile", $"{Noise}echo\nPS1='{Prompt} '\n");
        await RunAsync(ToolLimit, "chown", "-R", Account, this[home]);
    }

    private void Write(string name, string text) => File.WriteAllText(this[name], text);

    private static async Task<string> RunAsync(TimeSpan limit, params string[] command)
    {
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(command[0], command[1..]), limit);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', command)} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    [GeneratedRegex(@"(/\S+) \(0x")]
    private static partial Regex Library();
}
