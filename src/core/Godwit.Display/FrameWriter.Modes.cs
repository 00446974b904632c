using System.Runtime.CompilerServices;
using Godwit.Terminal;

namespace Godwit.Display;

public sealed partial class FrameWriter
{
    /// <summary>
    /// Longest title that a stock emulator keeps, in code points: its whole sequence counts 256 with the command number
    /// (spec 05 section 6.6). Titles are cut there for everyone: no window shows more.
    /// </summary>
    private const int TitleLengthMax = 254;

    private const int ModesMax = 16;

    private const ushort CursorKeysMode = 1, ReverseVideoMode = 5, CursorMode = 25, FocusMode = 1004, AlternateScrollMode = 1007, PasteMode = 2004;

    /// <summary>Modes that every frame from nothing resets before it sets those that are on.</summary>
    private static ReadOnlySpan<ushort> MouseModes => [9, 1000, 1001, 1002, 1003, 1005, 1006, 1015];

    /// <summary>Bell, titles, clipboard: events and texts that are not on the screen.</summary>
    private void WriteEvents(Screen? shown, Screen wanted)
    {
        if (shown is not null && shown.BellCount != wanted.BellCount && !caps.Events)
        {
            Output.Append((byte)'\a');
        }

        bool titles = shown is null || !shown.TitleWasSet
            || !string.Equals(shown.Title, wanted.Title, StringComparison.Ordinal)
            || !string.Equals(shown.IconName, wanted.IconName, StringComparison.Ordinal);
        if (caps.Title && wanted.TitleWasSet && titles)
        {
            WriteTitles(wanted);
        }

        if (shown is not null && shown.ClipboardCount != wanted.ClipboardCount && !caps.Events && FitsClipboard(wanted.Clipboard))
        {
            Output.Append("\e]52;c;"u8);
            canvas.AppendText(wanted.Clipboard);
            Output.Append((byte)'\a');
        }
    }

    private bool FitsClipboard(string text) => caps.ClipboardLengthMax > 0 && text.Length <= caps.ClipboardLengthMax;

    private void WriteTitles(Screen wanted)
    {
        if (string.Equals(wanted.Title, wanted.IconName, StringComparison.Ordinal))
        {
            WriteTitle("\e]0;"u8, wanted.Title);
            return;
        }

        WriteTitle("\e]1;"u8, wanted.IconName);
        WriteTitle("\e]2;"u8, wanted.Title);
    }

    private void WriteTitle(ReadOnlySpan<byte> command, string text)
    {
        int length = 0;
        for (int count = 0; length < text.Length && count < TitleLengthMax; count++)
        {
            length += char.IsSurrogatePair(text, length) ? 2 : 1;
        }

        Output.Append(command);
        canvas.AppendText(text.AsSpan(0, length));
        Output.Append((byte)'\a');
    }

    /// <summary>Everything that is on or off: one sequence that resets and one that sets, as far as needed.</summary>
    private void WriteModes(Screen? shown, Screen wanted, bool cursorHidden)
    {
        ScreenModes from = Degradation.Of(shown?.Modes ?? ScreenModes.Initial, caps);
        ScreenModes to = Degradation.Of(wanted.Modes, caps);
        bool all = shown is null;
        var changes = new ModeChanges();
        if (caps.CursorVisibility)
        {
            changes.Add(CursorMode, !cursorHidden && from.CursorVisible, to.CursorVisible, all && !cursorHidden);
        }

        changes.Add(ReverseVideoMode, from.ReverseVideo, to.ReverseVideo, all);
        if (caps.InputModes)
        {
            changes.Add(PasteMode, from.BracketedPaste, to.BracketedPaste, all);
            changes.Add(FocusMode, from.FocusReporting, to.FocusReporting, all);
        }

        if (caps.AlternateScroll)
        {
            changes.Add(AlternateScrollMode, from.AlternateScroll, to.AlternateScroll, all);
        }

        if (caps.ApplicationKeys)
        {
            changes.Add(CursorKeysMode, from.ApplicationCursorKeys, to.ApplicationCursorKeys, all);
        }

        if (all && caps.InputModes)
        {
            foreach (ushort mode in MouseModes)
            {
                changes.Reset(mode);
            }

            if (caps.MousePixels)
            {
                changes.Reset((ushort)MouseEncoding.SgrPixels);
            }
        }

        changes.Choose((ushort)from.MouseReporting, (ushort)to.MouseReporting);
        changes.Choose((ushort)from.MouseEncoding, (ushort)to.MouseEncoding);
        changes.WriteTo(Output);
        WriteOtherModes(from, to, all);
    }

    private void WriteOtherModes(ScreenModes from, ScreenModes to, bool all)
    {
        if (caps.ApplicationKeys && (all || from.ApplicationKeypad != to.ApplicationKeypad))
        {
            Output.Append(to.ApplicationKeypad ? "\e="u8 : "\e>"u8);
        }

        if (caps.CursorShape && (all || from.CursorShape != to.CursorShape))
        {
            Output.Append("\e["u8);
            Output.AppendNumber(to.CursorShape);
            Output.Append(" q"u8);
        }

        if (caps.KittyKeyboard && (all || from.KittyKeyboard != to.KittyKeyboard))
        {
            Output.Append("\e[="u8);
            Output.AppendNumber(to.KittyKeyboard);
            Output.Append((byte)'u');
        }

        if (caps.ModifyOtherKeys && (all || from.ModifyOtherKeys != to.ModifyOtherKeys))
        {
            Output.Append("\e[>4;"u8);
            Output.AppendNumber(to.ModifyOtherKeys);
            Output.Append((byte)'m');
        }

        if (caps.HostState && (all || from.AlternateScreen != to.AlternateScreen))
        {
            WriteHostState(to.AlternateScreen ? "a1"u8 : "a0"u8);
        }
    }

    [InlineArray(ModesMax)]
    private struct ModeList
    {
        private ushort first;
    }

    /// <summary>Collects mode changes, so that all resets and all sets are one sequence each.</summary>
    private struct ModeChanges
    {
        private ModeList resets;
        private ModeList sets;
        private int resetCount;
        private int setCount;

        public void Add(ushort mode, bool from, bool to, bool always)
        {
            if (!always && from == to)
            {
                return;
            }

            if (to)
            {
                sets[setCount++] = mode;
            }
            else
            {
                Reset(mode);
            }
        }

        public void Reset(ushort mode) => resets[resetCount++] = mode;

        /// <summary>One of several modes, 0 for none: the old one is reset first.</summary>
        public void Choose(ushort from, ushort to)
        {
            if (from == to)
            {
                return;
            }

            if (from != 0)
            {
                Reset(from);
            }

            if (to != 0)
            {
                sets[setCount++] = to;
            }
        }

        public readonly void WriteTo(FrameBuffer output)
        {
            Write(output, resets[..resetCount], (byte)'l');
            Write(output, sets[..setCount], (byte)'h');
        }

        private static void Write(FrameBuffer output, ReadOnlySpan<ushort> modes, byte final)
        {
            for (int i = 0; i < modes.Length; i++)
            {
                output.Append(i == 0 ? "\e[?"u8 : ";"u8);
                output.AppendNumber(modes[i]);
            }

            output.Append(modes.IsEmpty ? default : new ReadOnlySpan<byte>(in final));
        }
    }
}
