using System.Text;
using Godwit.Bench.Judging;
using Godwit.Bench.Models;
using Godwit.Bench.Scenarios;

namespace Godwit.Bench.Tests.Models;

public sealed class ModelTests
{
    [Fact]
    public void Find_EachModelOfTheCatalog_IsThere()
    {
        string[] names = [.. ScenarioCatalog.All.Where(scenario => scenario.Shell.Contains("\"$@\"", StringComparison.Ordinal))
            .Select(scenario => scenario.Shell[scenario.Shell.IndexOf("\"$@\"", StringComparison.Ordinal)..].Split(' ')[1])];
        Assert.True(names.Length > 10);
        Assert.All(names, name => Assert.NotNull(Model.Find(name)));
    }

    [Fact]
    public void Echo_OfGhostThatMatches_ChangesNoLetter()
    {
        UserScreen screen = Open("ghost-same", out Model model);
        var before = screen.Row(4);
        Type(screen, model, Model.GhostText);
        Assert.Equal(before, screen.Row(4));
        Assert.Equal((4, 2 + Model.GhostText.Length), (screen.CursorRow, screen.CursorColumn));
    }

    [Fact]
    public void Echo_IntoAField_LeavesTheTextToTheRight()
    {
        UserScreen screen = Open("field", out Model model);
        var before = screen.Row(4);
        Assert.Contains('│', before);
        Type(screen, model, "text");
        Assert.Equal("  text" + before[6..], screen.Row(4));
    }

    [Fact]
    public void Aside_OfScroll_LeavesTheInputLineInTheLastRow()
    {
        UserScreen screen = Open("scroll", out Model model);
        Assert.Equal("> ", screen.Row(UserScreen.Rows - 1)[..2]);
        Type(screen, model, "abcdefghi");
        Assert.Equal("> abcdefghi", screen.Row(UserScreen.Rows - 1).TrimEnd());
        Assert.Equal(PrintingModel.Line(8), screen.Row(UserScreen.Rows - 2).TrimEnd());
    }

    [Fact]
    public void Aside_OfPing_ComesAtTheCursor()
    {
        UserScreen screen = Open("ping", out Model model);
        Type(screen, model, "abcdefghi");
        Assert.Equal("abcdefgh" + PrintingModel.Line(8), screen.Row(2).TrimEnd());
        Assert.Equal("i", screen.Row(3).TrimEnd());
    }

    private static UserScreen Open(string name, out Model model)
    {
        model = Model.Find(name)!;
        var screen = new UserScreen();
        screen.Draw(Encoding.UTF8.GetBytes(model.Opening));
        return screen;
    }

    private static void Type(UserScreen screen, Model model, string text)
    {
        foreach (var (index, letter) in text.Index())
        {
            screen.Draw(Encoding.UTF8.GetBytes(model.Echo(letter) + model.Aside(index + 1)));
        }
    }
}
