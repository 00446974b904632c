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

        bool hasPixels = Facts.CellWidth > 0 && Facts.CellHeight > 0;
        int height = Screen.Height * Facts.CellHeight;
        int width = Screen.Width * Facts.CellWidth;
        switch (operation)
        {
            case 11:
                replies.Append("\e[1t");
                break;
            case 13:
                replies.Append("\e[3;0;0t");
                break;
            case 14 when hasPixels:
                Reply($"\e[4;{height};{width}t");
                break;
            case 15 when hasPixels:
                Reply($"\e[5;{height};{width}t");
                break;
            case 16 when hasPixels:
                Reply($"\e[6;{Facts.CellHeight};{Facts.CellWidth}t");
                break;
            case 18 or 19:
                Reply($"\e[{operation - 10};{Screen.Height};{Screen.Width}t");
                break;
        }
    }

    /// <summary>Mode 2048: the size is told at once and after every change.</summary>
    private void SetSizeReports(bool on)
    {
        state.ReportsSize = on;
        ReportSizeIfWanted();
    }

    /// <summary><c>CSI 48 ; rows ; columns ; height ; width t</c>; pixels are 0 if they are not known.</summary>
    private void ReportSizeIfWanted()
    {
        if (state.ReportsSize && options.AnswerQueries)
        {
            Reply($"\e[48;{Screen.Height};{Screen.Width};{Screen.Height * Facts.CellHeight};{Screen.Width * Facts.CellWidth}t");
        }
    }

    /// <summary><c>CSI ? 997 ; n n</c>, if it is known.</summary>
    private void ReportColorScheme()
    {
        if (Facts.ColorScheme != ColorScheme.Unknown && options.AnswerQueries)
        {
            Reply($"\e[?997;{(int)Facts.ColorScheme}n");
        }
    }
}
