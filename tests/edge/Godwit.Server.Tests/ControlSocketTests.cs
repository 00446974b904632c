using System.Diagnostics;
using Godwit.Platform;

namespace Godwit.Server.Tests;

public sealed class ControlSocketTests : IDisposable
{
    private static readonly SessionFacts Facts = new() { Port = 60001, Command = "sh" };

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-control-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Answer_SameUser_GetsTheFactsAndTheEnd()
    {
        using ControlSocket control = ControlSocket.Open(folder, 60001, out string problem);
        Assert.Equal("", problem);
        using LocalSocket asks = LocalSocket.TryConnect(Directory.GetFiles(folder).Single(), out _)!;
        Assert.True(asks.TryGetPeer(out int process, out uint user));
        Assert.Equal((Environment.ProcessId, ProcessEnvironment.UserId), (process, user));
        control.Answer(Facts);
        var buffer = new byte[SessionFacts.LengthMax];
        IoResult result = FileDescriptor.Read(asks.Descriptor, buffer);
        Assert.Equal(Facts, SessionFacts.Parse(buffer.AsSpan(0, result.Count)));
        Assert.Equal(IoStatus.Closed, FileDescriptor.Read(asks.Descriptor, buffer).Status);
    }

    [Fact]
    public void Open_SocketIsForItsOwner_AndGoneAfterwards()
    {
        using (ControlSocket control = ControlSocket.Open(folder, 60001, out _))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(folder).Single()));
        }

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Open_NoFolderOrPathTooLong_SaysWhyAndGoesOn()
    {
        using ControlSocket none = ControlSocket.Open(null, 60001, out string problem);
        Assert.True(none.Descriptor < 0);
        Assert.Contains("XDG_RUNTIME_DIR", problem, StringComparison.Ordinal);
        using ControlSocket tooLong = ControlSocket.Open(Path.Combine(folder, new string('x', 120)), 60001, out problem);
        Assert.True(tooLong.Descriptor < 0);
        Assert.Contains("shorter", problem, StringComparison.Ordinal);
        tooLong.Answer(Facts);
    }

    /// <summary>Who lists sessions removes what a killed server has left. A server that just begins is none.</summary>
    [Fact]
    public async Task Listen_WhileSomebodyLooks_IsNeverTakenForAbandoned()
    {
        List<LocalSocket> begun = [];
        using var end = new CancellationTokenSource();
        Task<int> looking = Task.Run(
            () =>
            {
                int abandoned = 0;
                while (!end.IsCancellationRequested)
                {
                    foreach (string path in Directory.GetFiles(folder, "*" + SessionFolders.SocketSuffix))
                    {
                        LocalSocket.TryConnect(path, out bool isAbandoned)?.Dispose();
                        abandoned += isAbandoned ? 1 : 0;
                    }
                }

                return abandoned;
            },
            TestContext.Current.CancellationToken);
        for (int number = 0; number < 400; number++)
        {
            begun.Add(LocalSocket.Listen(Path.Combine(folder, number + SessionFolders.SocketSuffix)));
            if (begun.Count > 3)
            {
                File.Delete(Path.Combine(folder, (number - 3) + SessionFolders.SocketSuffix)); // The fewer there are, the oftener the newest is looked at.
            }
        }

        await end.CancelAsync();
        Assert.Equal(0, await looking);
        begun.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void Listen_NameIsTaken_SaysSo()
    {
        string path = Path.Combine(folder, "taken");
        File.WriteAllText(path, "");
        Assert.Throws<PlatformException>(() => LocalSocket.Listen(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    /// <summary>A server that is stopped: whoever asks must neither wait for ever nor take it for dead.</summary>
    [Fact]
    public void TryConnect_QueueIsFull_GivesUpAndTheSocketIsNotAbandoned()
    {
        using LocalSocket listener = LocalSocket.Listen(Path.Combine(folder, "full"));
        List<LocalSocket> waiting = [];
        bool isAbandoned = true;
        while (waiting.Count < 100 && LocalSocket.TryConnect(Path.Combine(folder, "full"), out isAbandoned) is { } connection)
        {
            waiting.Add(connection);
        }

        waiting.ForEach(connection => connection.Dispose());
        Assert.InRange(waiting.Count, 1, 99);
        Assert.False(isAbandoned);
    }

    /// <summary>Also one who gets past the folder's mode learns nothing.</summary>
    [Fact]
    public void Answer_AnotherUser_GetsNothing()
    {
        Assert.SkipUnless(ProcessEnvironment.UserId == 0, "Only root can start a program of another user.");
        using ControlSocket control = ControlSocket.Open(folder, 60001, out _);
        string path = Directory.GetFiles(folder).Single();
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        const string Script = "import os,socket,sys; os.setgroups([]); os.setgid(65534); os.setuid(65534); s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); print('connected', flush=True); print('got', len(s.recv(4096)))";
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true };
        foreach (string word in new[] { "-c", Script, path })
        {
            start.ArgumentList.Add(word);
        }

        using Process stranger = Process.Start(start)!;
        Assert.Equal("connected", stranger.StandardOutput.ReadLine());
        control.Answer(Facts);
        Assert.Equal("got 0", stranger.StandardOutput.ReadLine());
        stranger.WaitForExit();
    }

    [Fact]
    public void Prepare_FirstFolderCannotBeMade_TakesTheNextForTheOwnerOnly()
    {
        File.WriteAllText(Path.Combine(folder, "runtime"), "");
        string? Look(string name) => name switch
        {
            "XDG_RUNTIME_DIR" => Path.Combine(folder, "runtime"),
            "XDG_STATE_HOME" => Path.Combine(folder, "state"),
            _ => null,
        };
        string? made = SessionFolders.Prepare(Look);
        Assert.Equal(SessionFolders.List(Look).Last(), made);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(made!));
    }
}
