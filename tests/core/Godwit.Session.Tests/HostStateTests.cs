using Godwit.Terminal;
using Godwit.Testing;

namespace Godwit.Session.Tests;

/// <summary>State that only two Godwits tell each other, and facts the other way, over bad links.</summary>
public sealed class HostStateTests
{
    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(40, 0.2)]
    public void ProgramOutput_WithAllState_ClientEqualsServerAfterQuiet(int delay, double loss)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            using SessionPair pair = Connected(seed, delay);
            pair.SetConditions(new LinkConditions { Delay = delay, Jitter = delay / 4, Loss = loss, Reordering = 0.1 });
            for (int step = 0; step < 150; step++)
            {
                Change(pair, random);
                pair.RunFor(random.Next(60));
            }

            Assert.True(pair.RunUntil(() => Differences(pair).Length == 0, 30_000), $"seed {seed}: {Differences(pair)}");
        }
    }

    [Fact]
    public void ProgramOutput_ToAStockClient_NothingOfItArrives()
    {
        using var pair = new SessionPair(1, isStockClient: true);
        pair.RunFor(1000);
        var random = new Random(1);
        for (int step = 0; step < 150; step++)
        {
            Change(pair, random);
            pair.RunFor(20);
        }

        pair.RunFor(1000);
        Screen shown = pair.Client.Connection.Remote.Screen;
        Assert.Same(ScreenColors.None, shown.Colors);
        Assert.Equal(("", default(Progress), (byte)0, (byte)0, false), (shown.WorkingDirectory, shown.Progress, shown.Modes.KittyKeyboard, shown.Modes.ModifyOtherKeys, shown.Modes.AlternateScreen));
        Assert.All(shown.Rows.ToArray(), row => Assert.Equal(RowMark.None, row.Mark));
    }

    /// <summary>What prediction wants to know of the screen besides its text (spec 07 P5, P13).</summary>
    [Fact]
    public void ProgramOutput_ShapeOfTheCursorAlternateScreenAndMarks_AreInTheClientsScreen()
    {
        using SessionPair pair = Connected(2, 40);
        pair.Print("\e]133;A\a$ \e]133;B\a\e[6 q"u8);
        pair.RunFor(300);
        Screen shown = pair.Client.Connection.Remote.Screen;
        Assert.Equal(((byte)6, true, false), (shown.Modes.CursorShape, shown.Modes.CursorVisible, shown.Modes.AlternateScreen));
        Assert.Equal(RowMark.Prompt | RowMark.Input, shown[0].Mark);

        pair.Print("ls\r\n\e]133;C\aout\r\n\e]133;D;3\a"u8);
        pair.RunFor(300);
        shown = pair.Client.Connection.Remote.Screen;
        Assert.True(shown[1].Mark.HasFlag(RowMark.Output));
        Assert.True(shown[2].Mark.HasFlag(RowMark.CommandEnd));
        Assert.Equal(3, shown[2].ExitStatus);

        pair.Print("\e[?1049h\e[2 q\e[?25l"u8);
        pair.RunFor(300);
        shown = pair.Client.Connection.Remote.Screen;
        Assert.Equal(((byte)2, false, true), (shown.Modes.CursorShape, shown.Modes.CursorVisible, shown.Modes.AlternateScreen));

        pair.Print("\e[?1049l\e[0 q\e[?25h"u8);
        pair.RunFor(300);
        shown = pair.Client.Connection.Remote.Screen;
        Assert.Equal(((byte)0, true, false), (shown.Modes.CursorShape, shown.Modes.CursorVisible, shown.Modes.AlternateScreen));
        Assert.Equal(RowMark.Prompt | RowMark.Input, shown[0].Mark);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    public void Facts_ReportedEarlyAndChanged_ReachTheEmulator(double loss)
    {
        var dark = new TerminalFacts { Background = Color.Rgb(0, 0, 0), ColorScheme = ColorScheme.Dark, CellWidth = 8, CellHeight = 16, KittyKeyboard = true };
        TerminalFacts light = dark with { Background = Color.Rgb(255, 255, 255), ColorScheme = ColorScheme.Light };
        using var pair = new SessionPair(3);
        pair.SetConditions(new LinkConditions { Delay = 40, Loss = loss });

        // Before it is known who the server is: kept until then.
        pair.Client.ReportFacts(dark);
        Assert.True(pair.RunUntil(() => pair.Server.Emulator.Facts == dark, 10_000));
        int sent = pair.Up.Sent;
        pair.Client.ReportFacts(dark);
        Assert.False(pair.Client.HasUnsentInput && pair.Up.Sent > sent);
        pair.Client.ReportFacts(light);
        pair.Type("k"u8);
        Assert.True(pair.RunUntil(() => pair.Server.Emulator.Facts == light && pair.Read.Count == 1, 10_000));
        Assert.Equal("k"u8.ToArray(), pair.Read);
    }

    [Fact]
    public void Features_WithoutSharedTables_PlaceDoubtfulCharactersAbsolutely()
    {
        Assert.True(Features.Ours.Tables != 0);
        Godwit.Transport.PeerFeatures? other = Features.Ours with { Tables = 0 };
        Assert.False(other.Capabilities().SharedWidths);
        Godwit.Transport.PeerFeatures? ours = Features.Ours;
        Assert.True(ours.Capabilities() is { SharedWidths: true, HostState: true, Events: true, KittyKeyboard: true });
        Godwit.Transport.PeerFeatures? first = new(1, Features.ExitStatus | Features.ExtendedScreen);
        Assert.True(first.Capabilities() is { HostState: false, DynamicColors: false, Events: false, Faint: true, ClipboardLengthMax: int.MaxValue });
    }

    private static void Change(SessionPair pair, Random random)
    {
        Screen screen = pair.Server.Emulator.Screen;
        Color color = random.Next(2) == 0 ? default : Color.Rgb((byte)random.Next(256), 1, 2);
        switch (random.Next(9))
        {
            case 0:
                screen.Colors = screen.Colors.WithPalette(random.Next(256), color);
                break;
            case 1:
                screen.Colors = screen.Colors.With(color, screen.Colors.Foreground, screen.Colors.Background);
                break;
            case 2:
                screen.WorkingDirectory = $"file://host/{random.Next(3)}";
                break;
            case 3:
                // No bar and an endless one have no share.
                screen.Progress = new Progress((ProgressKind)random.Next(5), (byte)random.Next(101)) is { Kind: not (ProgressKind.None or ProgressKind.Indeterminate) } bar ? bar : default;
                break;
            case 4:
                screen.Modes = screen.Modes with { KittyKeyboard = (byte)random.Next(32), ModifyOtherKeys = (byte)random.Next(3) };
                break;
            case 5:
                pair.Print(random.Next(2) == 0 ? "\e[?1049h"u8 : "\e[?1049l"u8);
                break;
            case 6:
                Row row = screen.RowForWrite(screen.CursorRow);
                (row.Mark, row.ExitStatus) = (RowMark.CommandEnd | (RowMark)random.Next(8), (short)random.Next(-1, 256));
                break;
            default:
                for (int line = random.Next(30); line > 0; line--)
                {
                    pair.Print(System.Text.Encoding.ASCII.GetBytes($"line {random.Next(1000)}\r\n"));
                }

                break;
        }

        pair.Print("\e[m"u8);
    }

    private static string Differences(SessionPair pair)
    {
        Screen server = pair.Server.Screen, client = pair.Client.Connection.Remote.Screen;
        string text = "";
        for (int y = 0; y < server.Height; y++)
        {
            bool same = client[y].Mark == server[y].Mark && client[y].ExitStatus == server[y].ExitStatus;
            for (int x = 0; x < server.Width; x++)
            {
                same &= client[y].Cells[x].Glyph is var glyph && (glyph == server[y].Cells[x].Glyph || glyph + server[y].Cells[x].Glyph == ' ');
            }

            text += same ? "" : $"row {y} ";
        }

        text += client.Colors.Equals(server.Colors) ? "" : "colours ";
        text += client.WorkingDirectory == server.WorkingDirectory ? "" : "directory ";
        text += client.Progress == server.Progress ? "" : "progress ";
        return text + (client.Modes == server.Modes ? "" : "modes ");
    }

    private static SessionPair Connected(int seed, int delay)
    {
        var pair = new SessionPair(seed);
        pair.SetConditions(new LinkConditions { Delay = delay });
        pair.RunFor(1000);
        return pair;
    }
}
