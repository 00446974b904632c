using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// Carries octets between a stream and descriptors that may be others' as well (a shell's standard streams), so that they stay as they are: they are
/// read and written only when poll says so, and no more than that is sure not to wait. A pipe is opened once more to write to it, and then takes what it has room for.
/// </summary>
internal sealed class PipeRelay : IForwardPart
{
    // POSIX: a pipe that poll calls writable takes this much at once.
    private const int WriteMax = 4096;

    // So many reads and writes in a turn: a key in the same session waits for less than a millisecond.
    private const int TimesPerTurnMax = 16;

    private readonly MuxStream stream;
    private readonly bool ownsSource;
    private readonly bool ownsTarget;
    private readonly bool waitsToWrite;
    private int source;
    private int target;
    private int sourceIndex = -1;
    private int targetIndex = -1;

    /// <summary>Begins.</summary>
    /// <param name="stream">Where what is read goes, and what is written comes from.</param>
    /// <param name="source">To read from; -1 if nothing is said that way.</param>
    /// <param name="target">To write to; -1 if nothing comes that way, or somebody else reads it.</param>
    /// <param name="ownsDescriptors">They do not wait, and are closed when they are at their end.</param>
    public PipeRelay(MuxStream stream, int source, int target, bool ownsDescriptors)
    {
        this.stream = stream;
        this.source = source;
        ownsSource = ownsDescriptors;
        int own = ownsDescriptors || target < 0 ? -1 : Pipe.TryReopenToWrite(target);
        this.target = own >= 0 ? own : target;
        ownsTarget = ownsDescriptors || own >= 0;
        waitsToWrite = !ownsTarget;
    }

    /// <summary>Nothing more will be read here.</summary>
    public bool IsSourceAtEnd => source < 0;

    /// <summary>Nothing more will be written here.</summary>
    public bool IsTargetAtEnd => target < 0;

    /// <inheritdoc/>
    public bool IsOver => IsSourceAtEnd && IsTargetAtEnd;

    /// <inheritdoc/>
    public Instant Deadline => Instant.Never;

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
        sourceIndex = source >= 0 && stream.WriteSpace > 0 ? poller.Add(source, PollEvents.Readable) : -1;
        targetIndex = target >= 0 && !stream.Readable.IsEmpty ? poller.Add(target, PollEvents.Writable) : target >= 0 ? poller.Add(target, PollEvents.None) : -1;
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        if (source >= 0 && (stream.StopCode is not null || stream.IsDead))
        {
            CloseSource();
        }

        if (sourceIndex >= 0 && source >= 0 && poller.CanRead(sourceIndex))
        {
            Read();
        }

        if (target >= 0 && (stream.IsAtEnd || stream.ResetCode is not null))
        {
            CloseTarget();
        }
        else if (target >= 0 && targetIndex >= 0 && (poller.Ready(targetIndex) & (PollEvents.Writable | PollEvents.Error | PollEvents.Hangup)) != 0)
        {
            Write();
        }

        sourceIndex = targetIndex = -1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseSource();
        CloseTarget();
    }

    private void Read()
    {
        for (int times = 0; times < TimesPerTurnMax && source >= 0 && (times == 0 || FileDescriptor.IsReadable(source)); times++)
        {
            Span<byte> room = stream.GetRoom();
            if (room.IsEmpty)
            {
                return;
            }

            IoResult result = FileDescriptor.Read(source, room);
            if (result.IsDone)
            {
                stream.Advance(result.Count);
            }
            else if (result.Status == IoStatus.WouldBlock)
            {
                stream.Advance(0);
                return;
            }
            else
            {
                stream.Finish();
                CloseSource();
            }
        }
    }

    private void Write()
    {
        if (stream.Readable.IsEmpty)
        {
            // An error or a hangup without anything to write: whoever read this has gone.
            StopReading();
            return;
        }

        for (int times = 0; times < TimesPerTurnMax && target >= 0 && stream.Readable is { IsEmpty: false } octets; times++)
        {
            IoResult result = FileDescriptor.Write(target, waitsToWrite ? octets[..Math.Min(octets.Length, WriteMax)] : octets);
            if (result.IsDone)
            {
                stream.Consume(result.Count);
            }
            else if (result.Status != IoStatus.WouldBlock)
            {
                StopReading();
            }

            if (!result.IsDone || waitsToWrite)
            {
                return;
            }
        }
    }

    private void StopReading()
    {
        stream.StopReading(StreamError.Cancelled);
        CloseTarget();
    }

    private void CloseSource()
    {
        FileDescriptor.Close(ownsSource ? source : -1);
        source = -1;
    }

    private void CloseTarget()
    {
        FileDescriptor.Close(ownsTarget ? target : -1);
        target = -1;
    }
}
