namespace Godwit.Session;

/// <summary>What was learned of each of the last programs, by name: a shell is known again when its command ends.</summary>
internal sealed class EchoLatencies
{
    /// <summary>Programs that are remembered: what one goes to and fro between. A new one takes the place of the one that was away longest.</summary>
    public const int ProgramsMax = 8;

    private readonly List<(string Name, EchoLatency Latency)> programs = [("", new EchoLatency())];

    /// <summary>That of the program which reads the keys.</summary>
    public EchoLatency Current => programs[0].Latency;

    /// <summary>Another program reads the keys.</summary>
    public void Switch(string name)
    {
        int index = 0;
        while (index < programs.Count && programs[index].Name != name)
        {
            index++;
        }

        if (index == 0)
        {
            return;
        }

        bool isKnown = index < programs.Count;
        (string Name, EchoLatency Latency) program = isKnown ? programs[index] : (name, new EchoLatency());
        if (isKnown || programs.Count == ProgramsMax)
        {
            programs.RemoveAt(isKnown ? index : programs.Count - 1);
        }

        programs.Insert(0, program);
    }
}
