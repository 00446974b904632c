using System.Globalization;
using System.Security.Cryptography;

namespace Godwit.Interop.Harness;

/// <summary>A real X server without a screen (Xvfb), which only who has its cookie may use.</summary>
internal sealed class XServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ChildProcess server;
    private readonly TestFolder folder;

    private XServer(ChildProcess server, TestFolder folder, int number, string cookie)
    {
        this.server = server;
        this.folder = folder;
        Name = string.Create(CultureInfo.InvariantCulture, $":{number}");
        Cookie = cookie;
    }

    /// <summary>The value of DISPLAY.</summary>
    public string Name { get; }

    /// <summary>The real cookie, in hexadecimal digits.</summary>
    public string Cookie { get; }

    /// <summary>The user's file of cookies; the host's programs have another one.</summary>
    public string Authority => folder["user.Xauthority"];

    /// <summary>Starts it and lets the user know its cookie.</summary>
    /// <param name="folder">The test's.</param>
    /// <param name="hasSecurity">It knows the Security extension, and with it programs that are not trusted.</param>
    public static async Task<XServer> StartAsync(TestFolder folder, bool hasSecurity = true)
    {
        string xvfb = Programs.Installed("Xvfb", "xvfb");
        string xauth = Programs.Installed("xauth", "xauth");
        string cookie = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        string own = folder["server.Xauthority"];
        await RunAsync(folder, xauth, ["-q", "-f", own, "add", ":0", ".", cookie]);

        // It looks for a free number itself, and says which when it can be used. Without -noreset it forgets the cookies that it made when its last client goes.
        string[] words = ["-displayfd", "1", "-screen", "0", "640x480x24", "-noreset", "-nolisten", "tcp", "-auth", own, hasSecurity ? "+extension" : "-extension", "SECURITY"];
        ChildProcess server = ChildProcess.Start(new ChildStart(xvfb, words, folder.Environment));
        using var deadline = new CancellationTokenSource(Limit);
        string? number = await server.Output.ReadLineAsync(deadline.Token);
        Assert.True(number is not null, $"Xvfb does not start: {(server.HasExited ? await server.Error : "")}");
        var display = new XServer(server, folder, int.Parse(number, CultureInfo.InvariantCulture), cookie);
        await RunAsync(folder, xauth, ["-q", "-f", display.Authority, "add", display.Name, ".", cookie]);
        return display;
    }

    /// <summary>Adds what the user's programs find in their environment.</summary>
    public void AddTo(Dictionary<string, string> environment)
    {
        environment["DISPLAY"] = Name;
        environment["XAUTHORITY"] = Authority;
    }

    /// <summary>Waits until a window with this in its name is there, or is not.</summary>
    public async Task AssertShowsAsync(string name, bool isThere = true)
    {
        string xwininfo = Programs.Installed("xwininfo", "x11-utils");
        Dictionary<string, string> environment = folder.Environment;
        AddTo(environment);
        string tree = "";
        await Wait.UntilAsync(
            $"a window \"{name}\" {(isThere ? "is on the display" : "has gone")}",
            async () =>
            {
                tree = (await ChildProcess.RunAsync(new ChildStart(xwininfo, ["-root", "-tree"], environment), Limit)).Output;
                return tree.Contains("Root window id", StringComparison.Ordinal) && tree.Contains($"\"{name}\"", StringComparison.Ordinal) == isThere;
            },
            () => Task.FromResult(tree));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task RunAsync(TestFolder folder, string program, string[] words)
    {
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(program, words, folder.Environment), Limit);
        Assert.True(result.ExitCode == 0, $"{program}: {result.Error}");
    }
}
