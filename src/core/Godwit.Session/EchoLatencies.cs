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
        if (programs[0].Name == name)
        {
            return;
        }

        int index = programs.FindIndex(program => program.Name == name);
        (string Name, EchoLatency Latency) found = index < 0 ? (name, new EchoLatency()) : programs[index];
        if (index >= 0 || programs.Count == ProgramsMax)
        {
            programs.RemoveAt(index < 0 ? programs.Count - 1 : index);
        }

        programs.Insert(0, found);
    }
}
