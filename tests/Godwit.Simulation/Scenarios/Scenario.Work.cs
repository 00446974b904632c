using System.Text;
using Godwit.Simulation.Harness;

namespace Godwit.Simulation.Scenarios;

/// <content>What the user and the program do.</content>
internal sealed partial class Scenario
{
    // What one read of the user's terminal brings at most.
    private const int PasteChunk = 16 * 1024;

    private void DrawWork()
    {
        var first = (ProgramStyle)random.Next(4);
        Add(0, $"the program is of style {first}", session => session.Program.Style = first);
        for (int count = random.Next(1, 9); count > 0; count--)
        {
            DrawOne(AnyTime());
        }
    }

    private void DrawOne(long at)
    {
        switch (random.Next(16))
        {
            case < 6:
                DrawTyping(at, random.Next(1, 60));
                break;
            case 6 or 7:
                DrawPaste(at, (int)LinkDraw.Log(random, 100, random.Next(12) == 0 ? 1_048_576 : 30_000));
                break;
            case 8 or 9:
                (int length, int gap) = (random.Next(50, 3000), random.Next(1, 300));
                Add(at, $"the program prints for {length} ms, every {gap} ms", session => session.Program.PrintFor(session.ServerNow, length, gap));
                break;
            case 10 or 11:
                var style = (ProgramStyle)random.Next(4);
                Add(at, $"the program is of style {style}", session => session.Program.Style = style);
                break;
            case 12:
                DrawResizes(at, random.Next(1, 30));
                break;
            case 13:
                (int size, int pause) = ((int)LinkDraw.Log(random, 1, 5000), random.Next(1, 50));
                Add(at, $"the program reads {size} octets every {pause} ms", session => (session.Program.ReadSize, session.Program.ReadGap) = (size, pause));
                break;
            case 14:
                int delay = random.Next(120);
                Add(at, $"the program takes {delay} ms to answer", session => session.Program.AnswerDelay = delay);
                break;
            default:
                DrawEvents(at, random.Next(1, 5));
                break;
        }
    }

    private void DrawTyping(long at, int keys)
    {
        Add(at, $"the user types {keys} keys", _ => { });
        for (int key = 0; key < keys; key++)
        {
            byte[] octets = random.Next(12) switch
            {
                0 => "\r"u8.ToArray(),
                1 => [0x1B, (byte)'O', (byte)"ABCD"[random.Next(4)]],
                2 => Encoding.UTF8.GetBytes("é漢😀"[random.Next(2)].ToString()),
                3 => random.Next(10) == 0 ? [3] : [(byte)'\t'],
                _ => [(byte)random.Next(' ', 0x7F)],
            };
            Add(at, "", session => session.TypeKey(octets));
            at += random.Next(6) == 0 ? random.Next(2000) : random.Next(1, 180);
        }
    }

    private void DrawPaste(long at, int length)
    {
        int seed = random.Next();
        Add(at, $"paste of {length} octets", session =>
        {
            var octets = new byte[length];
            var content = new Random(seed);
            for (int index = 0; index < length; index++)
            {
                octets[index] = (byte)content.Next(' ', 0x7F);
            }

            Paste(session, octets);
        });
    }

    /// <summary>As a terminal does: what the client does not read yet waits there.</summary>
    private static void Paste(SimulatedSession session, byte[] rest)
    {
        int length = Math.Min(rest.Length, PasteChunk);
        bool isTaken = session.Type(rest.AsSpan(0, length));
        byte[] left = isTaken ? rest[length..] : rest;
        if (left.Length > 0 && !session.UserIsDone)
        {
            session.At(session.Now + (isTaken ? 1 : 25), () => Paste(session, left));
        }
    }

    private void DrawResizes(long at, int count)
    {
        for (; count > 0; count--)
        {
            (int columns, int rows) = random.Next(3) == 0 ? (random.Next(1, 20), random.Next(1, 8)) : (random.Next(20, 160), random.Next(5, 60));
            Add(at, $"window of {columns}x{rows}", session => session.Resize(columns, rows));
            at += random.Next(120);
        }
    }

    private void DrawEvents(long at, int count)
    {
        for (; count > 0; count--)
        {
            (int kind, int length) = (random.Next(3), (int)LinkDraw.Log(random, 1, random.Next(10) == 0 ? 100_000 : 2000));
            string name = kind switch { 0 => "writes the clipboard", 1 => "notifies", _ => "rings" };
            Add(at, $"the program {name}, {length} octets", session => session.Program.Raise(session.ServerNow, kind, length));
            at += random.Next(800);
        }
    }
}
