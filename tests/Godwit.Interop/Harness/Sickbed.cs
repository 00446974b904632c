using System.Text.Json;

namespace Godwit.Interop.Harness;

/// <summary>Two hosts with an sshd on one, and <c>godwit doctor</c> on the other.</summary>
internal sealed class Sickbed : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Parts parts;
    private readonly TestFolder folder = new();

    private Sickbed(Parts parts, TwoHosts hosts)
    {
        this.parts = parts;
        Hosts = hosts;
    }

    public TwoHosts Hosts { get; }

    /// <summary>The program that stands for godwit.</summary>
    public string Godwit => Path.Combine(Path.GetDirectoryName(parts.Client)!, "godwit");

    /// <summary>The server command of the pair.</summary>
    public string ServerCommand { get; private set; } = "";

    /// <summary>The ssh_config that reaches the server.</summary>
    public string SshConfig { get; private set; } = "";

    public static async Task<Sickbed> MakeAsync(Pair pair = Pair.GodwitGodwit)
    {
        Parts parts = await Programs.OfAsync(pair);
        var bed = new Sickbed(parts, await TwoHosts.CreateAsync());
        bed.ServerCommand = pair.HasStockServer() ? parts.Server : $"{bed.Godwit} server";
        try
        {
            bed.daemon = await SshServer.StartAsync(bed.folder, bed.Hosts);
            bed.SshConfig = bed.daemon.Config;
            return bed;
        }
        catch
        {
            await bed.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a server command that is a script of the test's, and returns its path.</summary>
    public string Script(string text)
    {
        string path = folder.Write("server", $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Runs the doctor on the client's host.</summary>
    public async Task<Diagnosis> ExamineAsync(string? server = null, string host = TwoHosts.ServerIPv4, string? ssh = null)
    {
        string[] command = Hosts.Inside(
            Hosts.Client,
            [Godwit, "doctor", "--json", $"--ssh={ssh ?? $"ssh -F {SshConfig}"}", $"--server={server ?? ServerCommand}", host]);
        Dictionary<string, string> environment = folder.Environment;
        environment["TERM"] = "xterm-256color";
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(command[0], command[1..], environment), Limit);
        Assert.True(result.Output.StartsWith('{'), $"No JSON:\n{result.Output}\n{result.Error}\n{folder.LogTails()}");
        return new Diagnosis(result.ExitCode, JsonDocument.Parse(result.Output).RootElement, result.Output);
    }

    /// <summary>Command lines of what still runs of the session: servers, and what they run.</summary>
    public List<string> Leftovers() => [.. folder.Processes().Select(process => process.Command).Where(command => command.Contains("mosh-server", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        if (daemon is not null)
        {
            await daemon.DisposeAsync();
        }

        await folder.DisposeAsync();
        await Hosts.DisposeAsync();
    }

    private SshServer? daemon;
}
