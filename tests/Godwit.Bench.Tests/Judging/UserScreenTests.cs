using System.Globalization;
using Godwit.Bench.Judging;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Tests.Judging;

public sealed class UserScreenTests
{
    private static readonly string Recording = Path.Combine(AppContext.BaseDirectory, "Recordings", "stock-client.octets");

    [Fact]
    public void Draw_RecordedClient_ShowsWhatTmuxShows()
    {
        if (Capture.Run("tmux", "-V").Length == 0)
        {
            Assert.Skip("tmux is not installed");
        }

        var screen = new UserScreen();
        screen.Draw(File.ReadAllBytes(Recording));
        (string[] rows, int cursorRow, int cursorColumn) = TmuxScreen();
        Assert.Contains(rows, row => row.Contains("done", StringComparison.Ordinal));
        // tmux writes a wide character once; of ours the right half is a blank.
        Assert.Equal(rows, Enumerable.Range(0, UserScreen.Rows).Select(row => screen.Row(row).Replace("中 ", "中", StringComparison.Ordinal).TrimEnd()));
        Assert.Equal((cursorRow, cursorColumn), (screen.CursorRow, screen.CursorColumn));
    }

    [Fact]
    public void Draw_CutAnywhere_ShowsTheSame()
    {
        var octets = File.ReadAllBytes(Recording);
        var whole = new UserScreen();
        whole.Draw(octets);
        var pieces = new UserScreen();
        foreach (var octet in octets)
        {
            pieces.Draw([octet]);
        }

        Assert.Equal(whole.State(), pieces.State());
    }

    [Fact]
    public void Draw_QuestionOfTheClient_IsAnswered() => Assert.Equal("\e[1;3R"u8.ToArray(), new UserScreen().Draw("ab\e[6n"u8).ToArray());

    // A pane of the same size in which cat writes the recording as it is.
    private static (string[] Rows, int CursorRow, int CursorColumn) TmuxScreen()
    {
        var folder = Directory.CreateTempSubdirectory("godwit-tmux-").FullName;
        var socket = Path.Combine(folder, "s");
        try
        {
            string Tmux(params string[] words) => Capture.Run("tmux", ["-S", socket, "-u", "-f", "/dev/null", .. words]);
            Tmux("new-session", "-d", "-x", "80", "-y", "24", $"stty raw -echo; cat '{Recording}'; touch '{folder}/done'; sleep 60", ";", "set", "-g", "status", "off");
            Tmux("resize-window", "-x", "80", "-y", "24");
            Assert.True(new EventLoop().RunUntil(() => File.Exists(Path.Combine(folder, "done")), 10_000), "tmux does not run the recording");

            // The octets are in the pane's terminal by then; tmux has read them when two looks agree.
            for (var (before, end) = ("", DateTime.UtcNow.AddSeconds(10)); ;)
            {
                var text = Tmux("capture-pane", "-p", ";", "display-message", "-p", "#{cursor_y} #{cursor_x}");
                if (text == before && text.Contains("done", StringComparison.Ordinal))
                {
                    var lines = text.TrimEnd('\n').Split('\n');
                    int[] cursor = [.. lines[^1].Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
                    return ([.. lines[..^1].Select(line => line.TrimEnd())], cursor[0], cursor[1]);
                }

                Assert.True(DateTime.UtcNow < end, $"tmux shows:\n{text}");
                before = text;
            }
        }
        finally
        {
            Capture.Run("tmux", "-S", socket, "kill-server");
            Directory.Delete(folder, recursive: true);
        }
    }
}
