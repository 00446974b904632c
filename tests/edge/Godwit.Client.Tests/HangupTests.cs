using Godwit.Client.Tests.Support;

namespace Godwit.Client.Tests;

/// <summary>The real programs, the client as the leader of its terminal's session: what a window that only runs godwit is.</summary>
public sealed class HangupTests
{
    [Fact]
    public void WindowClosed_ClientIsSessionLeader_TellsTheServerGoodbye()
    {
        using RealSession session = RealSession.Start("echo ready; exec cat");
        Assert.True(session.ReadUntil("ready"), "the client shows the session");

        session.Dispose();

        Assert.True(RealSession.WaitFor(() => session.Client.TryReap(out _)), "the client ends");
        Assert.True(RealSession.WaitFor(() => !IsRunning(session.ServerId)), "the server ends, because the client told it");
    }

    /// <summary>A zombie, which only waits for init to notice, has ended.</summary>
    private static bool IsRunning(int processId)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{processId}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
