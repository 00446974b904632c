namespace Godwit.Server;

/// <summary>
/// What logind.conf(5) and its drop-ins say of the processes of a user who logs out. Pure: texts in. A system that says nothing is taken to keep them: so do the
/// packages of Debian, Fedora, Arch and SUSE, though systemd as its authors publish it does not.
/// </summary>
internal sealed class LoginPolicy
{
    private const string MainFile = "systemd/logind.conf";
    private const string Section = "[Login]";

    // The one that counts first; as systemd's CONF_PATHS.
    private static readonly string[] Places = ["/etc", "/run", "/usr/local/lib", "/usr/lib"];

    private bool killsAll;
    private List<string> only = [];
    private List<string>? excluded;

    private LoginPolicy()
    {
    }

    /// <summary>Reads the first of the main files, and then the drop-ins in the order of their names; one hides those of the same name in later places.</summary>
    /// <param name="list">The names of a folder's files; none if there is no such folder.</param>
    /// <param name="read">What is in a file; null if it is not there or cannot be read.</param>
    public static LoginPolicy Read(Func<string, IEnumerable<string>> list, Func<string, string?> read)
    {
        var policy = new LoginPolicy();
        foreach (string place in Places)
        {
            if (read($"{place}/{MainFile}") is { } text)
            {
                policy.Add(text);
                break;
            }
        }

        foreach (string path in DropIns(list))
        {
            policy.Add(read(path) ?? "");
        }

        return policy;
    }

    /// <summary>True if the processes that are left in a login of this user are killed when it ends.</summary>
    /// <param name="user">The login name.</param>
    public bool KillsProcessesOf(string user) =>
        !(excluded?.Contains(user) ?? user == "root") && (only.Count > 0 ? only.Contains(user) : killsAll);

    private static List<string> DropIns(Func<string, IEnumerable<string>> list)
    {
        List<string> paths = [];
        foreach (string place in Places)
        {
            string folder = $"{place}/{MainFile}.d/";
            foreach (string name in list(folder))
            {
                int index = paths.FindIndex(path => string.CompareOrdinal(NameOf(path), name) >= 0);
                if (name.EndsWith(".conf", StringComparison.Ordinal) && (index < 0 || NameOf(paths[index]) != name))
                {
                    paths.Insert(index < 0 ? paths.Count : index, folder + name);
                }
            }
        }

        return paths;
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private void Add(string text)
    {
        bool isOurs = false;

        // A line that ends with a backslash goes on in the next one.
        foreach (string whole in text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        {
            string line = whole.Trim();
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.StartsWith('['))
            {
                isOurs = line == Section;
            }
            else if (isOurs && equals > 0 && line[0] is not ('#' or ';'))
            {
                Assign(line[..equals].TrimEnd(), line[(equals + 1)..].TrimStart());
            }
        }
    }

    private void Assign(string key, string value)
    {
        switch (key)
        {
            case "KillUserProcesses":
                killsAll = Truth(value) ?? killsAll;
                break;
            case "KillOnlyUsers":
                only = Extend(only, value);
                break;
            case "KillExcludeUsers":
                excluded = Extend(excluded ?? [], value);
                break;
            default:
                break;
        }
    }

    // Lists grow with each assignment; an empty one begins anew, and for the excluded it is not the same as none.
    private static List<string> Extend(List<string> users, string value) =>
        value.Length == 0 ? [] : [.. users, .. value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static bool? Truth(string value) => value.ToLowerInvariant() switch
    {
        "1" or "yes" or "y" or "true" or "t" or "on" => true,
        "0" or "no" or "n" or "false" or "f" or "off" => false,
        _ => null,
    };
}
