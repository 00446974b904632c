using Godwit.Terminal;

namespace Godwit.Prediction;

/// <content>What is drawn.</content>
public sealed partial class PredictionEngine
{
    /// <summary>True if something is to be drawn over the newest frame.</summary>
    /// <param name="now">The time in milliseconds.</param>
    public bool HasSomethingToShow(long now) => policy.Shows && count > 0 && pending[0].IsSure && !IsSuspect(now, pending[0]) && !program.IsHidden && truth is not null;

    // The server has answered it and shows something else. So it is not drawn, unless the program is known to be slow.
    private bool IsSuspect(long now, in PendingKey key) => key.OverdueSince != PendingKey.NotYet && now - key.OverdueSince >= DrawnGrace;

    /// <summary>Draws what is foreseen and confirmed over a copy of the newest frame.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="overlay">A copy of the screen of the latest <see cref="HandleFrame"/>.</param>
    public void Paint(long now, ScreenOverlay overlay)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        if (!HasSomethingToShow(now))
        {
            return;
        }

        int sure = 0;
        while (sure < count && pending[sure].IsSure)
        {
            sure++;
        }

        int shown = Rehearse(truth!, sure);
        for (int i = 0; i < shown; i++)
        {
            if (!pending[i].WasShown)
            {
                pending[i].ShownAt = now;
                if (pending[i].IsPredicted)
                {
                    Ledger.NoteShown(now - pending[i].At);
                }
            }
        }

        sketch.PaintOn(overlay, policy.Marks);
        overlay.SetCursor(sketch.Row, sketch.Column);
    }
}
