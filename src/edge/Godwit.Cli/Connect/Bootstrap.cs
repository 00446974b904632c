using System.Text;

namespace Godwit.Cli;

/// <summary>
/// What is learnt from the lines that the far side prints (spec 04 section 2.1 item 4). Pure: lines in, and out what to show the user.
/// </summary>
/// <param name="knownAddress">The server's UDP address if it is known before; then nobody may name another.</param>
/// <param name="nonce">What each line of the answer begins with (<see cref="RemoteScript"/>); null if the answer is not framed.</param>
internal sealed class Bootstrap(string? knownAddress = null, string? nonce = null)
{
    private readonly byte[] frame = nonce is null ? [] : Encoding.ASCII.GetBytes(nonce + " ");
    private BootstrapLine unframed;
    private bool wasFramed;
    private bool wasAsked;
    private int heldBlankLines;

    /// <summary>The server's UDP address; null while unknown.</summary>
    public string? Address { get; private set; } = knownAddress;

    /// <summary>The server's address as the far side's sshd sees it; null while unknown.</summary>
    public string? SshConnectionAddress { get; private set; }

    /// <summary>The server's UDP port; 0 before the connect line.</summary>
    public int Port { get; private set; }

    /// <summary>The session's key; null before the connect line. A secret.</summary>
    public string? Key { get; private set; }

    /// <summary>Why no session can be had from these lines, as a sentence; null if nothing was wrong.</summary>
    public string? Fault { get; private set; }

    /// <summary>A line said <c>Bad UDP port</c>: the server did not like the port or is too old for ranges.</summary>
    public bool SawBadPort { get; private set; }

    /// <summary>The far side has no server and asks for this program: the question, once. Answered by <see cref="NoteAnswered"/>.</summary>
    public CopyRequest? Request { get; private set; }

    /// <summary>The folder there that has the copy; null if there is none.</summary>
    public string? CopiedTo { get; private set; }

    /// <summary>Why the copy cannot be used there; null if it can or was not asked for.</summary>
    public string? CopyFault { get; private set; }

    /// <summary>True if no further line is of interest: the connect line came, or a fault.</summary>
    public bool IsOver => Key is not null || Fault is not null;

    /// <summary>Takes one line.</summary>
    /// <param name="line">Without its line end.</param>
    /// <returns>What to show to the user, with line ends; often empty.</returns>
    public string Take(ReadOnlySpan<byte> line)
    {
        if (frame.Length == 0)
        {
            return Take(line, BootstrapLine.Parse(line));
        }

        if (line.StartsWith(frame))
        {
            wasFramed = true;
            line = line[frame.Length..];
            return Take(line, BootstrapLine.ParseFramed(line.TrimEnd((byte)'\r')));
        }

        // Not from our script: at most from a command that the far side runs instead of it.
        var other = BootstrapLine.Parse(line);
        if (other.Kind == BootstrapLineKind.Connect && unframed.Kind != BootstrapLineKind.Connect)
        {
            unframed = other;
            return "";
        }

        return Show(line);
    }

    /// <summary>
    /// There are no more lines. A far side that runs a command of its own for everybody (<c>command=</c> in authorized_keys) knows no nonce: its
    /// connect line counts if our script never said a word.
    /// </summary>
    /// <param name="isSuccess">ssh ended with status 0.</param>
    public void End(bool isSuccess)
    {
        if (isSuccess && !wasFramed && unframed.Kind == BootstrapLineKind.Connect)
        {
            (Port, Key) = (unframed.Port, unframed.Key);
        }
    }

    /// <summary>The question has its answer.</summary>
    public void NoteAnswered() => Request = null;

    private string Take(ReadOnlySpan<byte> line, in BootstrapLine parsed)
    {
        switch (parsed.Kind)
        {
            case BootstrapLineKind.Wanted when wasAsked:
                break;
            case BootstrapLineKind.Wanted:
                wasAsked = true;
                Request = CopyRequest.Parse(parsed.Rest);
                break;
            case BootstrapLineKind.Copied:
                CopiedTo = Printable.Of(parsed.Rest);
                break;
            case BootstrapLineKind.Failed:
                CopyFault = Printable.Of(parsed.Rest);
                break;
            case BootstrapLineKind.Connect:
                Port = parsed.Port;
                Key = parsed.Key;
                break;
            case BootstrapLineKind.Address when Address is null:
                Address = parsed.Address;
                break;
            case BootstrapLineKind.Address:
                Fault = "the far side tried to name another address for the server (a second \"MOSH IP\" line)";
                break;
            case BootstrapLineKind.SshConnection:
                SshConnectionAddress = parsed.Address;
                break;
            case BootstrapLineKind.Malformed:
                Fault = $"a line from the far side is not understood: {Describe(line)}";
                break;
            default:
                return Show(line);
        }

        heldBlankLines = 0;
        return "";
    }

    // A blank line before one of ours was printed only to begin a line: it is shown only if other text follows.
    private string Show(ReadOnlySpan<byte> line)
    {
        SawBadPort |= line.IndexOf("Bad UDP port"u8) >= 0;

        // A pty over there ends lines with CR LF, and ssh has then put our terminal in raw mode, where LF alone makes stairs.
        string lineEnd = line.EndsWith("\r"u8) ? "\r\n" : "\n";
        line = line.TrimEnd((byte)'\r');
        if (line.IsEmpty)
        {
            heldBlankLines++;
            return "";
        }

        string shown = Encoding.UTF8.GetString(line) + lineEnd;
        while (heldBlankLines > 0)
        {
            shown = lineEnd + shown;
            heldBlankLines--;
        }

        return shown;
    }

    // Only the words that tell which line it was: the rest may be a key.
    private static string Describe(ReadOnlySpan<byte> line)
    {
        const int TellingWords = 2;
        return string.Join(' ', Encoding.UTF8.GetString(line).Split(' ').Take(TellingWords)) + " …";
    }
}
