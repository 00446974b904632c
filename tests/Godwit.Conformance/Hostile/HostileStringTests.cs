using System.Text;
using Godwit.Terminal;

namespace Godwit.Conformance.Hostile;

/// <summary>Strings that never end, and things that a program may make again and again.</summary>
[Collection(HostileCollection.Name)]
public class HostileStringTests
{
    private const long WholeString = 256L << 20;

    /// <summary>A buffer that doubles up to the longest clipboard, 1 MiB between Godwits, and the text made of it.</summary>
    private const long AllocatedMax = 16L << 20;

    [Theory]
    [InlineData("\e]0;")]
    [InlineData("\e]2;")]
    [InlineData("\e]4;1;")]
    [InlineData("\e]8;;http://")]
    [InlineData("\e]52;c;")]
    [InlineData("\e]99;i=1;")]
    [InlineData("\e]133;A;")]
    [InlineData("\e]1337;File=:")]
    [InlineData("\e]")]
    [InlineData("\eP")]
    [InlineData("\ePq")]
    [InlineData("\eP$q")]
    [InlineData("\eP+q")]
    [InlineData("\e_G")]
    [InlineData("\e^")]
    [InlineData("\eX")]
    [InlineData("\e[1;")]
    [InlineData("\e[")]
    public void Write_StringThatNeverEnds_HoldsLittle(string start)
    {
        byte[] piece = Encoding.ASCII.GetBytes(new string('7', 64 * 1024));
        Budget.Held(() =>
        {
            Emulator emulator = new(80, 24, EmulatorOptions.Server);
            emulator.Write(Encoding.ASCII.GetBytes(start));
            Budget.Feed(emulator, piece, Budget.Amount(WholeString), AllocatedMax);
            emulator.Write("\u0018after"u8);
            Assert.Contains("after", CellText.Row(emulator.Screen, emulator.Screen.CursorRow), StringComparison.Ordinal);
            return emulator;
        });
    }

    [Theory]
    [InlineData("\e]8;id={0};http://{0}/\a{0}")]
    [InlineData("\e[38;2;{1};{2};1m\e[48;2;1;{1};{2}mx")]
    [InlineData("a\u0301\u0302{0}\u0308")]
    [InlineData("\e]0;title {0}\a\e[22t")]
    [InlineData("\e]52;c;{0}\a")]
    [InlineData("\e[>{1}u\e[>4;{1}m")]
    [InlineData("\e]4;{1};#{0}\a")]
    [InlineData("\e]133;A\aprompt{0}\r\n\e]133;D;{1}\a")]
    [InlineData("\e]99;i={0}:d=0;part\e\\")]
    [InlineData("\e]777;notify;{0};body\a\e]9;{0}\a")]
    [InlineData("\e[?1049h{0}\e[?1049l\e7\e[?1048h")]
    [InlineData("\e[?{0}s\e[#p\e[1#{{")]
    [InlineData("\e[c\e[6n\e[?996n\e[18t\e[?u")]
    [InlineData("\e]7;file://host/{0}\a\e]9;4;1;{1}\a")]
    public void Write_SameThingAgainAndAgain_HoldsLittle(string form)
    {
        const int Times = 60_000;
        CompositeFormat format = CompositeFormat.Parse(form);
        Budget.Held(() =>
        {
            Emulator emulator = new(80, 24, EmulatorOptions.Server);
            for (int i = 0; i < Times; i++)
            {
                emulator.Write(Encoding.UTF8.GetBytes(string.Format(null, format, i, i & 255, i >> 8)));
            }

            Assert.Null(Soundness.Fault(emulator.Screen));
            return emulator;
        });
    }
}
