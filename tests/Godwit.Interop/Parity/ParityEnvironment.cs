namespace Godwit.Interop.Parity;

/// <summary>The whole environment of a run: the same for stock and ours, and nothing of whoever runs the tests.</summary>
internal static class ParityEnvironment
{
    public static Dictionary<string, string> Of(RunFolder folder, ParityRow row)
    {
        var environment = new Dictionary<string, string>(folder.Environment);
        environment.Remove("LC_ALL");
        environment["LANG"] = "C.UTF-8";
        environment["TERM"] = "xterm-256color";
        foreach ((string name, string? value) in row.Environment)
        {
            if (value is null)
            {
                environment.Remove(name);
            }
            else
            {
                environment[name] = value;
            }
        }

        return environment;
    }
}
