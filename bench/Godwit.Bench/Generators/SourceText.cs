using System.Globalization;
using System.Text;

namespace Godwit.Bench.Generators;

/// <summary>Something like C, for an editor that colours it.</summary>
internal static class SourceText
{
    private const int Seed = 5;
    private const int Functions = 160;

    private static readonly string[] Names =
    [
        "buffer", "length", "offset", "packet", "state", "frame", "cursor", "index",
        "count", "width", "height", "value", "node", "parent", "child", "flags",
    ];

    public static byte[] Make()
    {
        var random = new Random(Seed);
        var text = new StringBuilder();
        for (var function = 0; function < Functions; function++)
        {
            text.Append(CultureInfo.InvariantCulture, $"/* {string.Join(' ', random.GetItems(Names, 6))} */\n");
            text.Append(CultureInfo.InvariantCulture, $"static int fn_{function}(struct {Name(random)} *p, int {Name(random)})\n{{\n");
            for (var lines = random.Next(3, 10); lines > 0; lines--)
            {
                text.Append('\t', random.Next(1, 4)).Append(Statement(random)).Append('\n');
            }

            text.Append("}\n\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static string Statement(Random random) => random.Next(4) switch
    {
        0 => $"if (p->{Name(random)} > {random.Next(99)}) return {random.Next(99)};",
        1 => $"p->{Name(random)} = {random.Next(99)} + {random.Next(99)};",
        2 => $"for (int {Name(random)} = {random.Next(99)}; i < {random.Next(99)}; i++)",
        _ => $"printf(\"{Name(random)} {random.Next(99)} {random.Next(99)}\\n\");",
    };

    private static string Name(Random random) => random.GetItems(Names, 1)[0];
}
