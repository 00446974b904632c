using System.Globalization;

namespace Godwit.Terminal;

/// <content>
/// XTWINOPS (<c>CSI … t</c>): the title stacks and reports of size. Nothing moves, resizes or raises a window here; titles are never
/// reported, and neither is a pixel size that the user's terminal did not tell.
/// </content>
public sealed partial class Emulator
{
    private void WindowOperation(SequenceParameters parameters)
    {
        int which = parameters[1];
        switch (parameters[0])
        {
            case 22 when which <= 2:
                PushTitles(iconName: which != 2, title: which != 1);
                break;
            case 23 when which <= 2:
                PopTitles(iconName: which != 2, title: which != 1);
                break;
            default:
                ReportWindow(parameters[0]);
                break;
        }
    }

    private void PushTitles(bool iconName, bool title)
    {
        if (iconName)
        {
            iconNames.Push(Screen.IconName);
        }

        if (title)
        {
            titles.Push(Screen.Title);
        }
    }

    private void PopTitles(bool iconName, bool title)
    {
        Screen.IconName = iconName ? iconNames.PopOr(Screen.IconName) : Screen.IconName;
        Screen.Title = title ? titles.PopOr(Screen.Title) : Screen.Title;
    }

    private void ReportWindow(int operation)
    {
        if (!options.AnswerQueries)
        {
            return;
        }

        switch (operation)
        {
            case 11:
                replies.Append("\e[1t");
                break;
            case 13:
                replies.Append("\e[3;0;0t");
                break;
            case 14 or 15:
                ReplyPixels(operation - 10, Screen.Height, Screen.Width);
                break;
            case 16:
                ReplyPixels(6, 1, 1);
                break;
            case 18 or 19:
                Reply($"\e[{operation - 10};{Screen.Height};{Screen.Width}t");
                break;
        }
    }

    /// <summary><c>CSI what ; height ; width t</c> of an area of cells, if the size of one is known.</summary>
    private void ReplyPixels(int what, int rows, int columns) => ReplyFromFacts(facts => facts is { CellWidth: > 0, CellHeight: > 0 }
        ? string.Create(CultureInfo.InvariantCulture, $"\e[{what};{rows * facts.CellHeight};{columns * facts.CellWidth}t")
        : "");

    /// <summary>Mode 2048: the size is told at once and after every change.</summary>
    private void SetSizeReports(bool on)
    {
        state.ReportsSize = on;
        ReportSizeIfWanted();
    }

    /// <summary><c>CSI 48 ; rows ; columns ; height ; width t</c>; pixels are 0 if they are not known.</summary>
    private void ReportSizeIfWanted()
    {
        if (state.ReportsSize)
        {
            (int rows, int columns) = (Screen.Height, Screen.Width);
            ReplyFromFacts(facts => string.Create(
                CultureInfo.InvariantCulture, $"\e[48;{rows};{columns};{rows * facts.CellHeight};{columns * facts.CellWidth}t"));
        }
    }

    /// <summary><c>CSI ? 997 ; n n</c>, if it is known.</summary>
    private void ReportColorScheme() => ReplyFromFacts(facts => facts.ColorScheme == ColorScheme.Unknown ? ""
        : string.Create(CultureInfo.InvariantCulture, $"\e[?997;{(int)facts.ColorScheme}n"));
}
