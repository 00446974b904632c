using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>Gives the session's cookie to <c>xauth</c> on the host when the client has told it, and takes it away in the end. Waits for neither.</summary>
internal sealed class CookieKeeper(MuxStream stream, XDisplay display, string cookie) : IForwardPart
{
    private const long LookEveryMs = 10;

    private Xauth? running;
    private bool isStarted;
    private Instant lookAt = Instant.Past;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <summary>xauth knows the cookie, or will not.</summary>
    public bool IsTried { get; private set; }

    /// <inheritdoc/>
    public Instant Deadline => running is not null || !isStarted ? lookAt : Instant.Never;

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        if (!isStarted)
        {
            isStarted = true;
            running = Xauth.Start(XauthCookies.AddCommands(display, cookie));
            IsTried = running is null;
        }

        lookAt = now + LookEveryMs;
        if (running?.TryEnd(out bool isDone) is true)
        {
            running = null;
            IsTried = true;
            _ = stream.Write([isDone ? StreamRequest.Granted : (byte)1]);
        }

        IsOver = stream.IsDead || stream.IsAtEnd || stream.ResetCode is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Abort(StreamError.Cancelled);
        running?.End();
        Xauth.Start(XauthCookies.RemoveCommands(display))?.End();
    }

    private sealed class Xauth(ChildProcess process)
    {
        public static Xauth? Start(string commands)
        {
            Pipe pipe = Pipe.Create();
            try
            {
                ChildProcess process = ChildProcess.Start(new SpawnOptions
                {
                    Path = "xauth",
                    Arguments = ["xauth", "-q", "-"],
                    Descriptors =
                    [
                        new(FileDescriptor.StandardInput, pipe.ReadEnd),
                        new(FileDescriptor.StandardOutput, DescriptorMapping.Null),
                        new(FileDescriptor.StandardError, DescriptorMapping.Null),
                    ],
                });
                // Far less than a pipe holds.
                _ = FileDescriptor.WriteText(pipe.WriteEnd, commands);
                return new Xauth(process);
            }
            catch (PlatformException)
            {
                return null;
            }
            finally
            {
                FileDescriptor.Close(pipe.ReadEnd);
                FileDescriptor.Close(pipe.WriteEnd);
            }
        }

        public bool TryEnd(out bool isDone)
        {
            bool hasEnded = process.TryReap(out ExitStatus exit);
            isDone = hasEnded && exit.IsSuccess;
            return hasEnded;
        }

        // It ends by itself; whoever runs after us reaps it.
        public void End() => _ = process.TryReap(out _);
    }
}
