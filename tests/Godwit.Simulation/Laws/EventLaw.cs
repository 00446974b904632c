using System.Text;
using Godwit.Terminal;

namespace Godwit.Simulation.Laws;

/// <summary>Events arrive in the order in which they were raised, none twice. Those of the simulation count their texts.</summary>
internal sealed class EventLaw
{
    private string lastNote = "";
    private string lastClip = "";

    /// <summary>The newest clipboard text, in base64.</summary>
    public string Clip { get; private set; } = "";

    /// <summary>The client was given an event.</summary>
    public void NoteTaken(TerminalEvent taken)
    {
        if (taken.Kind == TerminalEventKind.Notification && taken.Text.StartsWith("sim ", StringComparison.Ordinal))
        {
            RequireLater(ref lastNote, taken.Text);
        }
        else if (taken.Kind == TerminalEventKind.Clipboard)
        {
            Clip = taken.Text;
            string text = Encoding.Latin1.GetString(Convert.FromBase64String(Padded(taken.Text)));
            if (text.StartsWith("sim ", StringComparison.Ordinal))
            {
                RequireLater(ref lastClip, text);
            }
        }
    }

    private static string Padded(string base64) => base64.PadRight((base64.Length + 3) / 4 * 4, '=');

    private static void RequireLater(ref string last, string text)
    {
        if (string.CompareOrdinal(text, last) <= 0)
        {
            throw new SimulationFault($"the event \"{text[..10]}\" came after \"{last[..10]}\"");
        }

        last = text;
    }
}
