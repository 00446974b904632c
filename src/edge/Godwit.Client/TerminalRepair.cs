using System.Buffers;
using Godwit.Display;
using Godwit.Platform;

namespace Godwit.Client;

/// <summary>Puts a terminal right that a killed client has left behind.</summary>
public static class TerminalRepair
{
    // CAN and ST: whatever sequence was cut is over.
    private static readonly byte[] Abort = "\x18\e\\"u8.ToArray();

    /// <summary>Repairs the terminal if a client that was killed has left its mark. To be called before anybody is asked for anything.</summary>
    /// <param name="program">The name that the message begins with.</param>
    public static void AfterCrash(string program)
    {
        if (SessionMark.Find() is { IsAlive: false } mark)
        {
            Apply(mark.Close, mark.Modes);
            mark.Remove();
            FileDescriptor.WriteText(FileDescriptor.StandardError, $"{program}: a client that was killed (process {mark.ProcessId}) had left this terminal as it was; it is repaired.\n");
        }
    }

    /// <summary><c>godwit reset</c>: repairs the terminal in any case.</summary>
    /// <param name="settings">Names the terminal.</param>
    /// <returns>False if standard input is no terminal.</returns>
    public static bool Reset(ClientSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (SessionMark.Find() is { IsAlive: false } mark)
        {
            Apply(mark.Close, mark.Modes);
            mark.Remove();
            return true;
        }

        TerminfoEntry entry = TerminfoEntry.Load(settings.Term, ProcessEnvironment.Get) ?? TerminfoEntry.Assume(settings.Term);
        TerminalProfile known = TerminalProfile.Of(entry, settings, TerminalAnswers.None);
        bool isModern = known.Questions == ProbeLevel.Full;
        Apply(
            CloseOf(known with
            {
                SchemeReports = isModern,
                Capabilities = known.Capabilities with { SynchronizedOutput = isModern, KittyKeyboard = isModern, DynamicColors = isModern, MousePixels = isModern },
            }),
            []);
        return RawTerminal.DeviceName is not null;
    }

    /// <summary>All that a session on this terminal can have changed, taken back.</summary>
    internal static byte[] CloseOf(TerminalProfile profile)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(Abort);
        output.Write(profile.SchemeReports ? "\e[?2031l"u8 : default);
        output.Write(profile.Capabilities.DynamicColors ? "\e]104\a\e]110\a\e]111\a\e]112\a"u8 : default);
        output.Write(profile.Capabilities.Progress ? "\e]9;4;0\a"u8 : default);
        TerminalSession.WriteClose(profile.End.Span, profile.Capabilities, shown: null, output);
        return output.WrittenSpan.ToArray();
    }

    private static void Apply(byte[] close, byte[] modes)
    {
        FileDescriptor.WriteAll(FileDescriptor.StandardOutput, close);
        if (!RawTerminal.TrySetModes(modes))
        {
            _ = RawTerminal.TrySetSaneModes();
        }
    }
}
