using System.Text;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// Events on their way to one client. They are cut into numbered pieces, and only so many pieces are released into the synchronised state
/// that the octets which the client has not acknowledged stay under a bound: a clipboard of a megabyte never makes a frame, and with it the
/// echo of a key, longer than that. What has not begun to travel can still be dropped: a clipboard text by a newer one, others by age.
/// </summary>
public sealed class EventOutbox
{
    /// <summary>
    /// Octets released beyond what is acknowledged. All of them may travel with the next frame, so they should be few datagrams: if one of
    /// them is lost, so is the frame.
    /// </summary>
    public const int WindowOctets = 8 * 1024;

    /// <summary>The same while the user types: with the echo of a key they fit into one datagram, so that it is as quick as without them.</summary>
    public const int TypingWindowOctets = 1024;

    /// <summary>How long a notification or a query may be under way, milliseconds. A clipboard text does not age.</summary>
    public const long LifeMs = 60_000;

    private const int PieceOctets = 1024;

    // What a piece needs besides its text.
    private const int PieceOverhead = 16;

    private readonly LinkedList<Waiting> waiting = new();
    private readonly List<Piece> pieces = [];
    private readonly List<(ulong First, ulong Last, Instant ExpiresAt)> perishable = [];
    private Waiting? current;
    private int waitingOctets;
    private int windowOctets;
    private ulong acknowledged;

    /// <summary>Number of the newest piece that was released.</summary>
    public ulong End => acknowledged + (ulong)pieces.Count;

    /// <summary>True if something waits that is not released.</summary>
    public bool HasWaiting => current is not null || waiting.Count > 0;

    /// <summary>Takes an event; if there is no room, older ones that have not begun to travel go, or it is dropped whole.</summary>
    public void Add(TerminalEvent added, Instant now)
    {
        var entry = new Waiting(added.Kind, Encoding.UTF8.GetBytes(added.Name), Encoding.UTF8.GetBytes(added.Text), now + LifeMs);
        if (entry.Text.Length > EventLimits.TextMax || entry.Name.Length > EventLimits.NameMax)
        {
            return;
        }

        Supersede(entry);
        while (waiting.First is { } oldest && (waiting.Count >= EventLimits.CountMax || waitingOctets + entry.Size > EventLimits.WaitingMax))
        {
            Remove(oldest);
        }

        if (waitingOctets + entry.Size <= EventLimits.WaitingMax)
        {
            waiting.AddLast(entry);
            waitingOctets += entry.Size;
        }
    }

    /// <summary>Once a turn: drops what is too old and releases as many pieces as there is room for.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="window">See <see cref="WindowOctets"/>.</param>
    public void Release(Instant now, int window = WindowOctets)
    {
        Expire(now);
        while (windowOctets < window && TryBegin())
        {
            ReleasePiece(current!);
        }
    }

    /// <summary>For the last state of a session: releases what fits whole. Half an event would only make that state harder to deliver.</summary>
    /// <returns>Number of the last piece that belongs into the state.</returns>
    public ulong ReleaseLast(Instant now)
    {
        Expire(now);
        while (TryBegin())
        {
            Waiting last = current!;
            if (windowOctets + last.Text.Length - last.Released > WindowOctets)
            {
                return last.First - 1;
            }

            while (ReferenceEquals(current, last))
            {
                ReleasePiece(last);
            }
        }

        return End;
    }

    /// <summary>The client holds all pieces up to a number.</summary>
    internal void Acknowledge(ulong number)
    {
        int count = (int)(Math.Clamp(number, acknowledged, End) - acknowledged);
        for (int i = 0; i < count; i++)
        {
            windowOctets -= pieces[i].Size;
        }

        pieces.RemoveRange(0, count);
        acknowledged += (ulong)count;
        perishable.RemoveAll(one => one.Last != 0 && one.Last <= acknowledged);
    }

    /// <summary>A released piece that is not acknowledged.</summary>
    internal bool TryGet(ulong number, out EventPiece piece)
    {
        bool found = number > acknowledged && number <= End;
        if (!found)
        {
            piece = default;
            return false;
        }

        Piece held = pieces[(int)(number - acknowledged - 1)];
        piece = new EventPiece
        {
            Number = number,
            Kind = held.Kind,
            Flags = held.Flags,
            Name = held.Name,
            Text = held.Text.Span,
            Canceled = held.Canceled,
        };
        return true;
    }

    /// <summary>Of the texts for one clipboard only the newest matters, even if an older one is on its way.</summary>
    private void Supersede(Waiting entry)
    {
        if (entry.Kind != TerminalEventKind.Clipboard)
        {
            return;
        }

        for (LinkedListNode<Waiting>? node = waiting.First; node is not null;)
        {
            LinkedListNode<Waiting>? next = node.Next;
            if (node.Value.IsSameClipboard(entry))
            {
                Remove(node);
            }

            node = next;
        }

        if (current is { } begun && begun.IsSameClipboard(entry))
        {
            Cancel(begun.First);
            EndCurrent();
        }
    }

    private void Expire(Instant now)
    {
        for (LinkedListNode<Waiting>? node = waiting.First; node is not null;)
        {
            LinkedListNode<Waiting>? next = node.Next;
            if (node.Value.Kind != TerminalEventKind.Clipboard && node.Value.ExpiresAt <= now)
            {
                Remove(node);
            }

            node = next;
        }

        foreach ((ulong first, _, Instant expiresAt) in perishable)
        {
            if (expiresAt <= now)
            {
                Cancel(first);
                if (current?.First == first)
                {
                    EndCurrent();
                }
            }
        }

        perishable.RemoveAll(one => one.ExpiresAt <= now);
    }

    private bool TryBegin()
    {
        if (current is null && waiting.First is { } next)
        {
            waiting.RemoveFirst();
            current = next.Value;
            current.First = End + 1;
            if (current.Kind != TerminalEventKind.Clipboard)
            {
                // Its last piece is not known yet.
                perishable.Add((current.First, 0, current.ExpiresAt));
            }
        }

        return current is not null;
    }

    private void ReleasePiece(Waiting entry)
    {
        int length = Math.Min(PieceOctets, entry.Text.Length - entry.Released);
        bool isFirst = entry.Released == 0 && entry.First == End + 1;
        bool isLast = entry.Released + length == entry.Text.Length;
        uint flags = (isFirst ? 0 : EventPiece.Continues) | (isLast ? 0 : EventPiece.MoreFollows);
        Append(new Piece(entry.Kind, flags, isFirst ? entry.Name : [], entry.Text.AsMemory(entry.Released, length), 0));
        entry.Released += length;
        if (isLast)
        {
            int index = perishable.FindIndex(one => one.First == entry.First);
            if (index >= 0)
            {
                perishable[index] = perishable[index] with { Last = End };
            }

            EndCurrent();
        }
    }

    private void Cancel(ulong first) => Append(new Piece(0, 0, [], default, first));

    private void Append(Piece piece)
    {
        pieces.Add(piece);
        windowOctets += piece.Size;
    }

    private void EndCurrent()
    {
        waitingOctets -= current!.Size;
        current = null;
    }

    private void Remove(LinkedListNode<Waiting> node)
    {
        waitingOctets -= node.Value.Size;
        waiting.Remove(node);
    }

    private sealed record Waiting(TerminalEventKind Kind, byte[] Name, byte[] Text, Instant ExpiresAt)
    {
        public int Size => Name.Length + Text.Length;

        /// <summary>Number of its first piece, once it has one.</summary>
        public ulong First { get; set; }

        /// <summary>Octets of its text that were released.</summary>
        public int Released { get; set; }

        public bool IsSameClipboard(Waiting other) => Kind == other.Kind && Name.AsSpan().SequenceEqual(other.Name);
    }

    private readonly record struct Piece(TerminalEventKind Kind, uint Flags, byte[] Name, ReadOnlyMemory<byte> Text, ulong Canceled)
    {
        public int Size => Name.Length + Text.Length + PieceOverhead;
    }
}
