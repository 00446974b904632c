using System.Globalization;

namespace Godwit.UnicodeTables;

/// <summary>Reads the Unicode Character Database files of Debian's package unicode-data (an older version).</summary>
internal sealed class DebianData(string folder)
{
    /// <summary>A property file as one value per code point; null where the file does not list one.</summary>
    public string?[] Property(string file)
    {
        var values = new string?[PackageData.CodePoints];
        foreach (string line in File.ReadLines(Path.Combine(folder, file)))
        {
            string[] fields = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length < 2)
            {
                continue;
            }

            string[] bounds = fields[0].Split("..");
            int last = Hex(bounds[^1]);
            for (int c = Hex(bounds[0]); c <= last; c++)
            {
                values[c] = fields[1];
            }
        }

        return values;
    }

    /// <summary>The code points of one value of a property file that gives several values to a code point.</summary>
    public bool[] Set(string file, string value)
    {
        var set = new bool[PackageData.CodePoints];
        foreach (string line in File.ReadLines(Path.Combine(folder, file)))
        {
            string[] fields = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length >= 2 && fields[1] == value)
            {
                string[] bounds = fields[0].Split("..");
                set.AsSpan(Hex(bounds[0])..(Hex(bounds[^1]) + 1)).Fill(true);
            }
        }

        return set;
    }

    /// <summary>The first code points of the sequences that a file lists.</summary>
    public bool[] FirstOfSequences(string file)
    {
        var set = new bool[PackageData.CodePoints];
        foreach (string line in File.ReadLines(Path.Combine(folder, file)).Select(l => l.Split('#')[0]).Where(l => l.Contains(';', StringComparison.Ordinal)))
        {
            set[Hex(line.Split(' ')[0])] = true;
        }

        return set;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
