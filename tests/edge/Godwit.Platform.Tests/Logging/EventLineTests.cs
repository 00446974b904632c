using System.Text;
using System.Text.RegularExpressions;

namespace Godwit.Platform.Tests;

public sealed partial class EventLineTests
{
    private static readonly DateTime Time = new DateTime(2026, 11, 8, 3, 30, 5, DateTimeKind.Utc).AddMilliseconds(7);

    [Fact]
    public void Format_Event_IsOneLine() => Assert.Equal(
        "2026-11-08T03:30:05.007Z godwit[42] session=60001 event=roam from=192.0.2.1:5000 to=[2001:db8::1]:6000\n",
        EventLine.Format(Time, 42, 60001, "roam", ["from", "192.0.2.1:5000", "to", "[2001:db8::1]:6000"]));

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("bash", "bash")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a=b", "\"a=b\"")]
    [InlineData("say \"no\\", "\"say \\\"no\\\\\"")]
    [InlineData("x\n2026-11-08T03:30:05.007Z godwit[1] session=1 event=end", "\"x\\x0a2026-11-08T03:30:05.007Z godwit[1] session=1 event=end\"")]
    [InlineData("\e[31m\r\x7f", "\"\\x1b[31m\\x0d\\x7f\"")]
    [InlineData("é\u2028\u0085", "\"\\xc3\\xa9\\xe2\\x80\\xa8\\xc2\\x85\"")]
    public void Format_Value_StaysInItsField(string value, string expected) =>
        Assert.EndsWith($" event=x a={expected} b=1\n", EventLine.Format(Time, 1, 2, "x", ["a", value, "b", "1"]), StringComparison.Ordinal);

    /// <summary>Whatever a value is: printable, bounded, and read back as one field.</summary>
    [Fact]
    public void Format_AnyValue_IsPrintableBoundedAndOneField()
    {
        var random = new Random(7);
        for (int round = 0; round < 5000; round++)
        {
            var value = new StringBuilder();
            for (int length = random.Next(round % 2 == 0 ? 10 : 600); length > 0; length--)
            {
                value.Append((char)(random.Next(3) == 0 ? random.Next(0x10000) : "\"\\\n a="[random.Next(6)]));
            }

            string line = EventLine.Format(Time, 1, 2, "x", ["a", value.ToString(), "b", "1"]);
            Assert.Matches(Whole(), line);
            Assert.InRange(line.Length, 0, 80 + EventLine.ValueMax);
        }
    }

    [GeneratedRegex("""^[ -~]* event=x a=("([^"\\\n]|\\["\\]|\\x[0-9a-f]{2})*"|[^" \n]+) b=1\n$(?!\n)""")]
    private static partial Regex Whole();
}
