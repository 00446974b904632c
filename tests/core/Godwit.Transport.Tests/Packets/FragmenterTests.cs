using System.Text;

namespace Godwit.Transport.Tests.Packets;

public sealed class FragmenterTests
{
    private readonly Fragmenter fragmenter = new();

    [Fact]
    public void TryRepeat_SameSlices_KeepsTheGroupAndTheOctets()
    {
        var first = Cut("the same instruction", 5);
        BeginWhole("something else meanwhile");
        Assert.True(fragmenter.TryRepeat(5));
        Assert.Equal(first, TakeAll());
    }

    [Fact]
    public void TryRepeat_AfterThreeSlices_BeginsAtTheFirst()
    {
        var first = Cut("the same instruction", 5);
        Assert.True(fragmenter.TryRepeat(5));
        fragmenter.Next(new byte[64]);
        fragmenter.Abort();
        Assert.True(fragmenter.TryRepeat(5));
        Assert.Equal(first, TakeAll());
    }

    [Fact]
    public void TryRepeat_OtherSlicesOrNothingCut_IsRefused()
    {
        Assert.False(fragmenter.TryRepeat(5));
        Cut("the same instruction", 5);
        Assert.False(fragmenter.TryRepeat(6));
    }

    [Fact]
    public void Begin_EachInstruction_HasItsOwnGroup()
    {
        Cut("one", 5);
        var group = fragmenter.Group;
        Cut("one", 5);
        Assert.Equal(group + 1, fragmenter.Group);
    }

    private List<string> Cut(string message, int slice)
    {
        Fill(message);
        Assert.True(fragmenter.Begin(slice));
        return TakeAll();
    }

    private void BeginWhole(string message)
    {
        Fill(message);
        fragmenter.BeginWhole();
        TakeAll();
    }

    private void Fill(string message)
    {
        fragmenter.Message.Clear();
        var octets = Encoding.UTF8.GetBytes(message);
        octets.CopyTo(fragmenter.Message.GetSpan(octets.Length));
        fragmenter.Message.Advance(octets.Length);
    }

    private List<string> TakeAll()
    {
        List<string> slices = [];
        var body = new byte[64];
        while (fragmenter.HasMore)
        {
            slices.Add(Convert.ToHexString(body.AsSpan(0, fragmenter.Next(body))));
        }

        return slices;
    }
}
