using Godwit.ScreenServer;

ScreenSession session = new();
using Stream output = Console.OpenStandardOutput();
while (Console.In.ReadLine() is { } line)
{
    output.Write(session.Answer(line));
    output.WriteByte((byte)'\n');
    output.Flush();
}
