using Godwit.Platform;
using Godwit.Server;

namespace Godwit.Cli;

/// <summary>A session of this user on this machine.</summary>
/// <param name="Facts">What its server says.</param>
/// <param name="ProcessId">Its server, as the kernel says.</param>
internal sealed record RunningSession(SessionFacts Facts, int ProcessId)
{
    // A server answers within one turn of its loop; one that is stopped does not. Nobody waits long for that who wants to log in.
    private const int AnswerWithinMs = 1000;
    private const int AnswerToLoginWithinMs = 50;

    /// <summary>All that answer at once, for a login.</summary>
    public static List<RunningSession> FindForLogin() => Find(SessionFolders.List(ProcessEnvironment.Get), out _, AnswerToLoginWithinMs);

    /// <summary>All that answer, by name. What a server that was killed left behind is removed.</summary>
    /// <param name="folders">Where to look.</param>
    /// <param name="silent">How many have a live server that does not answer.</param>
    /// <param name="answerWithinMs">How long to wait for each.</param>
    public static List<RunningSession> Find(IEnumerable<string> folders, out int silent, int answerWithinMs = AnswerWithinMs)
    {
        silent = 0;
        List<RunningSession> found = [];
        foreach (string path in folders.SelectMany(SocketsIn))
        {
            using LocalSocket? socket = LocalSocket.TryConnect(path, out bool isAbandoned);
            if (isAbandoned)
            {
                RemoveLeftover(path);
            }
            else if (socket is not null && socket.TryGetPeer(out int processId, out uint user) && user == ProcessEnvironment.UserId && Ask(socket, answerWithinMs) is { } facts)
            {
                found.Add(new(facts, processId));
            }
            else
            {
                silent++;
            }
        }

        found.Sort((a, b) => a.Facts.Port.CompareTo(b.Facts.Port));
        return found;
    }

    /// <summary>Why this user can have no further session; null if he can. Sessions that do not answer count as well.</summary>
    /// <param name="max">How many he may have.</param>
    public static string? Refusal(int max)
    {
        int count = Find(SessionFolders.List(ProcessEnvironment.Get), out int silent).Count + silent;
        return count < max
            ? null
            : $"godwit server: you have {count} {(count == 1 ? "session" : "sessions")} on this machine, and no more than {max} are allowed here; \"godwit ls\" lists them, \"godwit kill\" ends them.\n";
    }

    private static string[] SocketsIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + SessionFolders.SocketSuffix) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return []; // Somebody else's, as after a sudo that keeps HOME, or gone meanwhile: nothing of ours is in it.
        }
    }

    private static SessionFacts? Ask(LocalSocket socket, int answerWithinMs)
    {
        var poller = new Poller();
        poller.Add(socket.Descriptor, PollEvents.Readable);
        long deadline = MonotonicClock.Milliseconds + answerWithinMs;
        var buffer = new byte[SessionFacts.LengthMax];
        int length = 0;
        while (length < buffer.Length && MonotonicClock.Milliseconds < deadline)
        {
            if (poller.Wait(deadline - MonotonicClock.Milliseconds) == 0)
            {
                continue;
            }

            IoResult result = FileDescriptor.Read(socket.Descriptor, buffer.AsSpan(length));
            if (result.Status == IoStatus.WouldBlock)
            {
                continue;
            }

            if (!result.IsDone)
            {
                return SessionFacts.Parse(buffer.AsSpan(0, length));
            }

            length += result.Count;
        }

        return null;
    }

    private static void RemoveLeftover(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody else removed it, or it stays.
        }
    }
}
