using System.Globalization;
using System.Reflection;
using System.Text;
using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;
using Godwit.Platform;

namespace Godwit.Bench.Models;

/// <summary>
/// <c>Godwit.Bench model NAME [MILLISECONDS]</c>: runs a model in a session, on a terminal that is raw already; echoes that much later. Ends when the
/// terminal does.
/// </summary>
internal sealed class ModelProgram
{
    /// <summary>The word on the command line; nobody types it.</summary>
    public const string Word = "model";

    private const int ReadSize = 4096;

    private readonly EventLoop loop = new();
    private readonly Model model;
    private readonly double late;
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] buffer = new byte[ReadSize];
    private readonly char[] letters = new char[ReadSize];
    private string pendingAside = "";
    private int keys;
    private bool hasEnded;

    private ModelProgram(Model model, double late)
    {
        this.model = model;
        this.late = late;
    }

    /// <summary>argv of this program, without the model's name.</summary>
    public static IReadOnlyList<string> Command { get; } = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
        ? [host, "exec", Assembly.GetExecutingAssembly().Location, Word]
        : [Environment.ProcessPath ?? "", Word];

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || Model.Find(arguments[0]) is not { } model)
        {
            Console.Error.WriteLine($"usage: {Word} NAME [MILLISECONDS]");
            return 2;
        }

        new ModelProgram(model, arguments is [_, var late] ? double.Parse(late, CultureInfo.InvariantCulture) : 0).Run();
        return 0;
    }

    private static void Write(string text)
    {
        if (text.Length > 0)
        {
            _ = FileDescriptor.Write(FileDescriptor.StandardOutput, Encoding.UTF8.GetBytes(text));
        }
    }

    private void Run()
    {
        Write(model.Opening);
        loop.Watch(FileDescriptor.StandardInput, Read);
        loop.RunUntil(() => hasEnded, double.PositiveInfinity);
    }

    private void Read()
    {
        var result = FileDescriptor.Read(FileDescriptor.StandardInput, buffer);
        if (!result.IsDone)
        {
            hasEnded = result.Status != IoStatus.WouldBlock;
            return;
        }

        var count = decoder.GetChars(buffer.AsSpan(0, result.Count), letters, flush: false);
        foreach (var letter in letters.AsSpan(0, count))
        {
            Answer(letter);
        }
    }

    private void Answer(char letter)
    {
        WriteAside(); // On a busy machine the key may be sooner; the order is always the same.
        var echo = model.Echo(letter);
        pendingAside = model.Aside(++keys);
        if (late == 0)
        {
            Write(echo);
        }
        else
        {
            loop.At(Clock.Now + late, () => Write(echo));
        }

        if (pendingAside.Length > 0)
        {
            loop.At(Clock.Now + Model.AsideMilliseconds, WriteAside);
        }
    }

    private void WriteAside()
    {
        Write(pendingAside);
        pendingAside = "";
    }
}
