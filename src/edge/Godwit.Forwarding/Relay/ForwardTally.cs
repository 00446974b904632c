using Godwit.Streams;

namespace Godwit.Forwarding;

/// <summary>
/// Counts the connections of one forwarding and the octets that they have carried, by looking at their streams when somebody asks: what relays carry
/// costs nothing more.
/// </summary>
public sealed class ForwardTally
{
    private readonly List<Counted> open = [];
    private long written;
    private long read;

    /// <summary>Connections that are there now.</summary>
    public int Open
    {
        get
        {
            Sweep();
            return open.Count;
        }
    }

    /// <summary>Connections that were made.</summary>
    public long Made { get; private set; }

    /// <summary>Octets that this end has said to the other.</summary>
    public long Written => written + open.Sum(static one => one.Written);

    /// <summary>Octets that this end has heard from the other.</summary>
    public long Read => read + open.Sum(static one => one.Read);

    /// <summary>Counts a connection from now on.</summary>
    /// <param name="stream">Its request was written or read, and nothing else.</param>
    /// <param name="isOpener">This end has opened it: the grant comes from the other.</param>
    internal void Add(MuxStream stream, bool isOpener)
    {
        Sweep();
        Made++;
        long grant = isOpener ? 0 : 1;
        open.Add(new Counted(stream, (long)stream.TotalWritten + grant, (long)stream.TotalRead + 1 - grant));
    }

    // What is over is a number only.
    private void Sweep() => open.RemoveAll(one =>
    {
        if (one.Stream.IsDead)
        {
            written += one.Written;
            read += one.Read;
        }

        return one.Stream.IsDead;
    });

    private readonly record struct Counted(MuxStream Stream, long WrittenBefore, long ReadBefore)
    {
        public long Written => Math.Max(0, (long)Stream.TotalWritten - WrittenBefore);

        public long Read => Math.Max(0, (long)Stream.TotalRead - ReadBefore);
    }
}
