using System.Globalization;
using Godwit.Platform;

namespace Godwit.Server;

/// <summary>
/// What the process that the user started hands to its detached half, through a pipe: the key must not stand in an argument
/// list or an environment. The bound socket is inherited.
/// </summary>
/// <param name="Key">The session's key in text form.</param>
/// <param name="Columns">Width until the client says otherwise.</param>
/// <param name="Rows">Height until the client says otherwise.</param>
/// <param name="Verbosity">Number of <c>-v</c>.</param>
/// <param name="TimeToLive">Seconds; 0 for ever (<see cref="ServerSettings.TimeToLiveSeconds"/>).</param>
/// <param name="CoreLimit">The soft limit for core dumps that the command gets back.</param>
/// <param name="Command">What to run.</param>
/// <param name="LoginNotice">A line for the first screen, or empty (<see cref="ServerSettings.LoginNotice"/>).</param>
/// <param name="Home">The user's home directory.</param>
/// <param name="LogFile">Absolute; empty for none.</param>
internal sealed record Handover(
    string Key, int Columns, int Rows, int Verbosity, int TimeToLive, ulong CoreLimit, SessionCommand Command, string LoginNotice, string Home, string LogFile = "")
{
    private const char Separator = '\0';

    // The rest are the command's words.
    private const int FixedFields = 11;

    /// <summary>Writes it; the reader must be running, for a command line may be longer than a pipe holds.</summary>
    public void Write(int descriptor)
    {
        string[] fields =
        [
            Key, Text(Columns), Text(Rows), Text(Verbosity), Text(TimeToLive), CoreLimit.ToString(CultureInfo.InvariantCulture), Home, LoginNotice, LogFile, Command.Program, Command.IsLogin ? "1" : "0", .. Command.Arguments,
        ];
        byte[] octets = OctetText.Encode(string.Join(Separator, fields));
        FileDescriptor.WriteAll(descriptor, octets);
        Array.Clear(octets);
    }

    /// <summary>Reads it to the end of the pipe.</summary>
    /// <exception cref="PlatformException">The other half died.</exception>
    public static Handover Read(int descriptor)
    {
        using var content = new MemoryStream();
        var buffer = new byte[4096];
        while (FileDescriptor.Read(descriptor, buffer) is { IsDone: true, Count: > 0 } result)
        {
            content.Write(buffer, 0, result.Count);
        }

        string[] fields = OctetText.Decode(content.GetBuffer().AsSpan(0, (int)content.Length)).Split(Separator);
        Array.Clear(content.GetBuffer());
        Array.Clear(buffer);
        return fields.Length > FixedFields
            ? new Handover(
                fields[0],
                Number(fields[1]),
                Number(fields[2]),
                Number(fields[3]),
                Number(fields[4]),
                ulong.Parse(fields[5], CultureInfo.InvariantCulture),
                new SessionCommand(fields[9], fields[FixedFields..], fields[10] == "1"),
                fields[7],
                fields[6],
                fields[8])
            : throw new PlatformException("the server was started without its settings; start it as `godwit server`");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
