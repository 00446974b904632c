using Godwit.Terminal;

namespace Godwit.Display;

/// <content>State that is not in the cells: colours that programs set, working directory, progress.</content>
public sealed partial class FrameWriter
{
    private void WriteState(Screen? shown, Screen wanted)
    {
        // A terminal of which nothing is known keeps what its user chose; a peer's copy is ours and is set to the default.
        bool forgets = shown is null && caps.HostState;
        if (caps.DynamicColors)
        {
            WriteColors(shown?.Colors ?? ScreenColors.None, wanted.Colors, forgets);
        }

        string directory = shown?.WorkingDirectory ?? "";
        if (caps.WorkingDirectory && (forgets || !string.Equals(directory, wanted.WorkingDirectory, StringComparison.Ordinal)))
        {
            Output.Append("\e]7;"u8);
            canvas.AppendText(wanted.WorkingDirectory);
            Output.Append((byte)'\a');
        }

        if (caps.Progress && (forgets || (shown?.Progress ?? default) != wanted.Progress))
        {
            Output.Append("\e]9;4;"u8);
            Output.AppendNumber((int)wanted.Progress.Kind);
            Output.Append((byte)';');
            Output.AppendNumber(wanted.Progress.Percent);
            Output.Append((byte)'\a');
        }
    }

    private void WriteColors(ScreenColors from, ScreenColors to, bool forgets)
    {
        if (forgets)
        {
            Output.Append("\e]104\a\e]110\a\e]111\a\e]112\a"u8);
            from = ScreenColors.None;
        }

        if (ReferenceEquals(from, to))
        {
            return;
        }

        WritePalette(from, to);
        WriteDynamicColor(10, from.Foreground, to.Foreground);
        WriteDynamicColor(11, from.Background, to.Background);
        WriteDynamicColor(12, from.Cursor, to.Cursor);
    }

    /// <summary>One sequence for all entries that are taken back, one for all that are set.</summary>
    private void WritePalette(ScreenColors from, ScreenColors to)
    {
        int start = Output.Length;
        for (int index = 0; index < ScreenColors.PaletteLength; index++)
        {
            if (from[index] != to[index] && to[index].IsDefault)
            {
                Output.Append(Output.Length == start ? "\e]104;"u8 : ";"u8);
                Output.AppendNumber(index);
            }
        }

        Output.Append(Output.Length == start ? default : "\a"u8);
        start = Output.Length;
        for (int index = 0; index < ScreenColors.PaletteLength; index++)
        {
            if (from[index] != to[index] && !to[index].IsDefault)
            {
                Output.Append(Output.Length == start ? "\e]4;"u8 : ";"u8);
                Output.AppendNumber(index);
                WriteColor(to[index]);
            }
        }

        Output.Append(Output.Length == start ? default : "\a"u8);
    }

    private void WriteDynamicColor(int command, Color from, Color to)
    {
        // OSC 110, 111 and 112 take back what 10, 11 and 12 set.
        const int TakeBack = 100;
        if (from == to)
        {
            return;
        }

        Output.Append("\e]"u8);
        Output.AppendNumber(to.IsDefault ? command + TakeBack : command);
        if (!to.IsDefault)
        {
            WriteColor(to);
        }

        Output.Append((byte)'\a');
    }

    private void WriteColor(Color color)
    {
        Output.Append(";rgb:"u8);
        WriteHex(color.Red);
        Output.Append((byte)'/');
        WriteHex(color.Green);
        Output.Append((byte)'/');
        WriteHex(color.Blue);
    }

    private void WriteHex(byte value)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        Output.Append(digits[value >> 4]);
        Output.Append(digits[value & 0xF]);
    }
}
