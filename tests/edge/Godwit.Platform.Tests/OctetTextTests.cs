using System.Text;
using System.Text.RegularExpressions;

namespace Godwit.Platform.Tests;

public class OctetTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "706C61696E")]
    [InlineData("gr\u00FC\u00DFe \U0001F600", "6772C3BCC39F6520F09F9880")]
    [InlineData("\uFFFD", "EFBFBD")]
    [InlineData("g<FC>", "67FC")]
    [InlineData("<C3>", "C3")]
    [InlineData("<E2><82>x", "E28278")]
    [InlineData("<ED><A0><80>", "EDA080")]
    public void Decode_Octets_AreTheTextAndBack(string words, string octets)
    {
        // The attribute cannot hold a lone surrogate: <FC> stands for U+DCFC.
        string text = Regex.Replace(words, "<(..)>", found => ((char)(0xDC00 + Convert.ToInt32(found.Groups[1].Value, 16))).ToString());
        Assert.Equal(text, OctetText.Decode(Convert.FromHexString(octets)));
        Assert.Equal(octets, Convert.ToHexString(OctetText.Encode(text)));
    }

    [Fact]
    public void Encode_Law_AnyOctetsComeBack()
    {
        var random = new Random(5);
        byte[] pieces = [.. "az/ \n"u8, 0x80, 0xBF, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xED, 0xA0, 0xF0, 0x9F, 0x98, 0x80, 0xFC, 0xFF];
        for (int run = 0; run < 20_000; run++)
        {
            var octets = new byte[random.Next(12)];
            foreach (ref byte octet in octets.AsSpan())
            {
                octet = pieces[random.Next(pieces.Length)];
            }

            Assert.Equal(octets, OctetText.Encode(OctetText.Decode(octets)));
        }
    }

    [Fact]
    public void Encode_OtherHalves_AreReplaced()
    {
        Assert.Equal("EFBFBD", Convert.ToHexString(OctetText.Encode("\uD800")));
        Assert.Equal("EFBFBD", Convert.ToHexString(OctetText.Encode("\uDE00")));
        Assert.Equal("EFBFBDFF", Convert.ToHexString(OctetText.Encode("\uDE00\uDCFF")));
    }

    [Fact]
    public void Encode_WholePairs_AreUtf8()
    {
        const string Text = "\uDCFF\U0001F4A9\U0001F480";
        Assert.Equal([0xFF, .. Encoding.UTF8.GetBytes(Text[1..])], OctetText.Encode(Text));
    }
}
