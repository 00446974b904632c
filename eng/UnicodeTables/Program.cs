namespace Godwit.UnicodeTables;

/// <summary>Writes the generated tables of Godwit.Terminal: <c>generate.sh</c> calls it with its three folders.</summary>
internal static class Program
{
    /// <summary>The version of the data in package.json. The generated code repeats it as a constant.</summary>
    private const string UnicodeVersion = "17.0.0";

    private static int Main(string[] args)
    {
        if (args.Length != 3)
        {
            Console.Error.WriteLine("usage: UnicodeTables <node_modules> <Debian's unicode-data> <output folder>");
            return 2;
        }

        var current = new PackageData(args[0], UnicodeVersion);
        var older = new DebianData(args[1]);
        byte[] widths = WidthRules.Build(current);
        byte[] breaks = BreakRules.Build(current);

        List<string> faults =
        [
            .. CrossCheck.Widths(current, older, widths),
            .. CrossCheck.Breaks(current, older),
            .. CrossCheck.Pictographs(current, older),
        ];
        foreach (string fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        if (faults.Count != 0)
        {
            return 1;
        }

        Write(args[2], "CharacterWidth", StagedTable.Build(widths, bitsPerEntry: 2), $"""

                /// <summary>The version of the Unicode Character Database that the widths follow.</summary>
                public const string UnicodeVersion = "{UnicodeVersion}";

            """);
        Write(args[2], "GraphemeBreak", StagedTable.Build(breaks, bitsPerEntry: 4), "");
        return 0;
    }

    private static void Write(string folder, string type, StagedTable table, string members)
    {
        string path = Path.Combine(folder, type + ".Generated.cs");
        File.WriteAllText(path, table.ToSource(type, UnicodeVersion, members));
        Console.WriteLine($"{path}: {table.Size} octets of data");
    }
}
