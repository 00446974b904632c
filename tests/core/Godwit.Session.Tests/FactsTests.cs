using System.Text;
using Godwit.Terminal;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Session.Tests;

/// <summary>What a program asks before the user's terminal has said anything: answered late rather than never, and in order.</summary>
public sealed class FactsTests
{
    private const string Da1 = "\e[?62;6;21;22;28;52c";
    private const string BackgroundReply = "\e]11;rgb:1010/2020/3030\a";

    private static readonly TerminalFacts Known = new()
    {
        Background = Color.Rgb(0x10, 0x20, 0x30),
        ColorScheme = ColorScheme.Dark,
        KittyKeyboard = true,
        CellWidth = 8,
        CellHeight = 16,
        IsSettled = true,
    };

    [Fact]
    public void Queries_BeforeTheFacts_AreAnsweredInOrderWhenTheyCome()
    {
        using SessionPair pair = AtFirstWord();
        pair.Print("\e[6n\e]11;?\a\e[?u\e[16t\e[?996n\e[c"u8);
        Assert.Equal("\e[1;1R", Input(pair));
        pair.RunFor(20);
        pair.Client.ReportFacts(Known);
        Assert.True(pair.RunUntil(() => pair.Read.Count > 10, 200), "the answers come");
        Assert.Equal($"\e[1;1R{BackgroundReply}\e[?0u\e[6;16;8t\e[?997;1n{Da1}", Read(pair));
    }

    [Fact]
    public void Queries_FactsNeverCome_FenceIsAnsweredInTime()
    {
        using SessionPair pair = AtFirstWord();
        Instant start = pair.Now;
        pair.Print("\e]11;?\a\e[?u\e[c"u8);
        Assert.Equal("", Input(pair));
        Assert.True(pair.RunUntil(() => pair.Read.Count > 0, 10_000));
        Assert.InRange(pair.Now - start, 1, ServerSession.FactsPatienceMs);
        Assert.Equal(Da1, Read(pair));

        // From then on nobody waits.
        pair.Server.DiscardInput();
        pair.Print("\e]11;?\a\e[c"u8);
        Assert.Equal(Da1, Input(pair));
    }

    [Fact]
    public void Queries_UnsettledFactsCome_WaitForTheRest()
    {
        using SessionPair pair = AtFirstWord();
        pair.Print("\e]11;?\a\e[c"u8);
        pair.Client.ReportFacts(new TerminalFacts { ClipboardRead = true });
        pair.RunFor(100);
        Assert.Empty(pair.Read);
        pair.Client.ReportFacts(Known);
        pair.RunFor(100);
        Assert.Equal(BackgroundReply + Da1, Read(pair));
    }

    [Fact]
    public void Queries_ThatNeedNoFacts_DoNotWait()
    {
        using SessionPair pair = AtFirstWord();
        pair.Print("\e[c\e[6n\e[?2026$p"u8);
        Assert.Equal(Da1 + "\e[1;1R\e[?2026;2$y", Input(pair));
    }

    [Fact]
    public void Keys_WhileAnswersWait_GoThrough()
    {
        using SessionPair pair = AtFirstWord();
        pair.Print("\e]11;?\a\e[c"u8);
        pair.Type("k"u8);
        Assert.True(pair.RunUntil(() => pair.Read.Count > 0, 100));
        Assert.Equal("k", Read(pair));
    }

    [Fact]
    public void Queries_OfAStockClientsSession_AreAnsweredAtOnce()
    {
        using SessionPair pair = AtFirstWord(isStockClient: true);
        pair.Print("\e]11;?\a\e[?u\e[c"u8);
        Assert.Equal(Da1, Input(pair));
    }

    [Fact]
    public void Queries_FloodWhileWaiting_IsBounded()
    {
        using SessionPair pair = AtFirstWord();
        for (int i = 0; i < 10_000; i++)
        {
            pair.Print("\e]11;?\a\e[c"u8);
        }

        pair.Client.ReportFacts(Known);
        Assert.True(pair.RunUntil(() => pair.Read.Count > 0, 1000));
        Assert.InRange(pair.Read.Count, 1000, 16 * 1024);
        Assert.StartsWith(BackgroundReply + Da1 + BackgroundReply, Read(pair), StringComparison.Ordinal);
    }

    private const long FactsWait = 200;

    private static SessionPair AtFirstWord(bool isStockClient = false)
    {
        var pair = new SessionPair(5, isStockClient: isStockClient);
        pair.SetConditions(new LinkConditions { Delay = 10 });
        Assert.True(pair.RunUntil(() => pair.Server.HasBeenAttached, 1000));
        return pair;
    }

    private static string Input(SessionPair pair) => Encoding.ASCII.GetString(pair.Server.Input);

    private static string Read(SessionPair pair) => Encoding.ASCII.GetString([.. pair.Read]);
}
