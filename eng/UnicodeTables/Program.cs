namespace Godwit.UnicodeTables;

/// <summary>Writes the generated tables of Godwit.Terminal and its tests: <c>generate.sh</c> calls it with its four folders.</summary>
internal static class Program
{
    /// <summary>The version of the data in package.json. The generated code repeats it as a constant.</summary>
    private const string UnicodeVersion = "17.0.0";

    // The entry of a code point, as UnicodeTables.cs reads it: two bits of width, four of class, one of variation.
    private const int ClassShift = 2;
    private const int VariationShift = 6;

    private static int Main(string[] args)
    {
        if (args.Length != 4)
        {
            Console.Error.WriteLine("usage: UnicodeTables <node_modules> <Debian's unicode-data> <output folder> <output folder of the tests>");
            return 2;
        }

        var current = new PackageData(args[0], UnicodeVersion);
        var older = new DebianData(args[1]);
        byte[] widths = WidthRules.Build(current);
        byte[] breaks = BreakRules.Build(current);
        bool[] variations = VariationRules.Build(current, older);

        List<string> faults =
        [
            .. CrossCheck.Widths(current, older, widths),
            .. CrossCheck.Breaks(current, older),
            .. CrossCheck.Pictographs(current, older),
            .. VariationRules.Check(current, older),
        ];
        foreach (string fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        if (faults.Count != 0)
        {
            return 1;
        }

        var entries = new byte[PackageData.CodePoints];
        for (int c = 0; c < entries.Length; c++)
        {
            entries[c] = (byte)(widths[c] | (breaks[c] << ClassShift) | (variations[c] ? 1 << VariationShift : 0));
        }

        Write(args[2], StagedTable.Build(entries, bitsPerEntry: 8));
        File.WriteAllBytes(Path.Combine(args[3], "emoji-test.json.br"), current.EmojiTest());
        return 0;
    }

    private static void Write(string folder, StagedTable table)
    {
        const string Type = "UnicodeTables";
        string path = Path.Combine(folder, Type + ".Generated.cs");
        File.WriteAllText(path, table.ToSource(Type, UnicodeVersion, $"""

                /// <summary>The version of the Unicode Character Database that widths and clusters follow.</summary>
                public const string Version = "{UnicodeVersion}";

            """));
        Console.WriteLine($"{path}: {table.Size} octets of data");
    }
}
