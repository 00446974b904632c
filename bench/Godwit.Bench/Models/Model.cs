using Godwit.Bench.Judging;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Models;

/// <summary>A small program that does one thing which is hard to foresee, always in the same way. Its terminal is raw.</summary>
internal class Model
{
    /// <summary>How long after a key the program prints something by itself: before the next key comes.</summary>
    public const double AsideMilliseconds = 60;

    /// <summary>What the suggestion of <c>ghost-same</c> suggests.</summary>
    public const string GhostText = "git status --all";

    private const string Clear = "\e[2J\e[H";
    private const int FieldColumn = 41;

    /// <summary>What it draws at first.</summary>
    public required string Opening { get; init; }

    /// <summary>The model of a name; null if there is none.</summary>
    public static Model? Find(string name) => name switch
    {
        "echo" => new Model { Opening = $"{Clear}«R»\r\n\r\n" },
        "field" => new Model { Opening = $"{Clear}{Field()}\e[5;3H" },
        "right-prompt" => new Model { Opening = $"{Clear}\e[5;72H12:34:56\e[5;1H$ " },
        "ghost-other" => new Model { Opening = $"{Clear}\e[5;1H$ \e[2mssh -A someone@server.example.org -p 2222\e[m\e[5;3H" },
        "ghost-same" => new Model { Opening = $"{Clear}\e[5;1H$ \e[2m{GhostText}\e[m\e[5;3H" },
        "scroll" => new PrintingModel(redrawsLine: true) { Opening = Clear + string.Concat(Enumerable.Range(1, UserScreen.Rows - 1).Select(line => $"{PrintingModel.Line(-line)}\r\n")) + PrintingModel.Prompt },
        "ping" => new PrintingModel(redrawsLine: false) { Opening = $"{Clear}«R»\r\n\r\n" },
        _ => null,
    };

    /// <summary>What a key writes.</summary>
    public virtual string Echo(char letter) => letter == '\r' ? "\r\n" : letter.ToString();

    /// <summary>What the program prints by itself some time after the key of that number, counted from 1.</summary>
    public virtual string Aside(int keys) => "";

    // A border and text right of it, in every row.
    private static string Field()
    {
        var random = new Random(3);
        return string.Concat(Enumerable.Range(1, UserScreen.Rows).Select(row => $"\e[{row};{FieldColumn}H│ {Prose.Line(random, 34)}"));
    }
}
