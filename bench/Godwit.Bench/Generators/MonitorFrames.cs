using System.Globalization;
using System.Text;

namespace Godwit.Bench.Generators;

/// <summary>What a system monitor such as htop writes, one frame a second, as curses writes it: only the cells that changed.</summary>
internal static class MonitorFrames
{
    private const int Seed = 6;
    private const int Columns = 80;
    private const int Rows = 24;
    private const int FrameCount = 45;
    private const int Processes = 60;
    private const int Meters = 4;
    private const int FirstProcessRow = 6;
    private const int Plain = 0;
    private const int Cyan = 36;
    private const int OnGreen = 42;
    private const int OnCyan = 46;

    private static readonly string[] Commands =
        ["/usr/bin/python3 worker.py", "postgres: writer", "nginx: worker process", "cron -f", "node server.js --port 8080", "[kworker/u8:1]", "bash", "sshd: user@pts/3"];

    /// <summary>The frames in order; the first one paints the whole screen.</summary>
    public static IReadOnlyList<byte[]> Make()
    {
        var random = new Random(Seed);
        var load = Enumerable.Range(0, Processes).Select(_ => random.Next(300)).ToArray();
        var shown = new (char Glyph, int Colour)[Rows, Columns];
        var frames = new List<byte[]>();
        for (var second = 0; second < FrameCount; second++)
        {
            for (var process = 0; process < Processes; process++)
            {
                load[process] = random.Next(4) == 0 ? random.Next(process % 5 == 0 ? 600 : 90) : load[process];
            }

            var wanted = Paint(random, load, second);
            frames.Add(Encoding.ASCII.GetBytes((second == 0 ? "\x1b[?1049h\x1b[H\x1b[2J\x1b[?25l" : "") + Difference(shown, wanted)));
            shown = wanted;
        }

        return frames;
    }

    private static (char Glyph, int Colour)[,] Paint(Random random, int[] load, int second)
    {
        var screen = new (char, int)[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            Put(screen, row, 0, Plain, new string(' ', Columns));
        }

        const int MeterWidth = 26;
        for (var meter = 0; meter < Meters; meter++)
        {
            var percent = random.Next(100);
            Put(screen, meter, 1, Cyan, $"{meter + 1,3}[");
            Put(screen, meter, 5, OnGreen - 10, new string('|', percent * MeterWidth / 100));
            Put(screen, meter, 5 + MeterWidth, Plain, $"{percent,5}.0%]");
        }

        Put(screen, 0, 42, Cyan, $"Tasks: {100 + random.Next(5)}, 312 thr; {1 + random.Next(4)} running");
        Put(screen, 1, 42, Cyan, $"Load average: {random.Next(3)}.{random.Next(100):D2} 1.31 1.10");
        Put(screen, 2, 42, Cyan, $"Uptime: 12 days, 03:{second / 60 % 60:D2}:{second % 60:D2}");
        Put(screen, FirstProcessRow - 1, 0, OnGreen, "    PID USER      PRI  NI  VIRT   RES   SHR S CPU% MEM%   TIME+  Command".PadRight(Columns));
        var row0 = FirstProcessRow;
        foreach (var process in Enumerable.Range(0, Processes).OrderByDescending(process => load[process]).Take(Rows - 1 - FirstProcessRow))
        {
            Put(screen, row0, 0, row0 == FirstProcessRow ? OnCyan : Plain, Line(process, load[process], second).PadRight(Columns));
            row0++;
        }

        Put(screen, Rows - 1, 0, OnCyan, "F1Help  F2Setup F3SearchF4FilterF5Tree  F6SortByF7Nice -F8Nice +F9Kill  F10Quit");
        return screen;
    }

    private static string Line(int process, int load, int second) => string.Create(
        CultureInfo.InvariantCulture,
        $"{1000 + (process * 37),7} {(process % 3 == 0 ? "www-data" : "root"),-9}  20   0 {100 + (process * 13),4}M {10 + process,4}M {process % 20,4}M {(load > 200 ? 'R' : 'S')} {load / 10.0,4:F1} {process % 9,2}.0 {process % 60,2}:{(second + process) % 60:D2}.00  {Commands[process % Commands.Length]}");

    private static void Put((char Glyph, int Colour)[,] screen, int row, int column, int colour, string text)
    {
        foreach (var glyph in text.Take(Columns - column))
        {
            screen[row, column++] = (glyph, colour);
        }
    }

    private static string Difference((char Glyph, int Colour)[,] shown, (char Glyph, int Colour)[,] wanted)
    {
        var output = new StringBuilder();
        var at = (Row: -1, Column: -1);
        var pen = -1;
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (shown[row, column] == wanted[row, column])
                {
                    continue;
                }

                if (at != (row, column))
                {
                    output.Append(CultureInfo.InvariantCulture, $"\x1b[{row + 1};{column + 1}H");
                }

                if (wanted[row, column].Colour != pen)
                {
                    pen = wanted[row, column].Colour;
                    output.Append(pen == Plain ? "\x1b[m" : string.Create(CultureInfo.InvariantCulture, $"\x1b[0;{pen}m"));
                }

                output.Append(wanted[row, column].Glyph);
                at = (row, column + 1);
            }
        }

        return output.Append(CultureInfo.InvariantCulture, $"\x1b[m\x1b[{Rows};1H").ToString();
    }
}
