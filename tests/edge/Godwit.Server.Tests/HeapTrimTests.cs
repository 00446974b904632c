using Godwit.Transport;

namespace Godwit.Server.Tests;

public class HeapTrimTests
{
    [Fact]
    public void Update_AfterAFloodAndQuiet_CollectsOnce()
    {
        var trim = new HeapTrim();
        Instant start = new(1000);
        trim.NoteOutput(start);
        Assert.Equal(Instant.Never, trim.Deadline);

        for (long allocated = 0; allocated < 2 * HeapTrim.AllocatedMin; allocated += 1 << 16)
        {
            GC.KeepAlive(new byte[1 << 16]);
        }

        trim.NoteOutput(start);
        trim.NoteOutput(start + 100);
        Assert.Equal(start + 100 + HeapTrim.QuietMs, trim.Deadline);
        int before = GC.CollectionCount(GC.MaxGeneration);
        trim.Update(start + (99 + HeapTrim.QuietMs));
        Assert.NotEqual(Instant.Never, trim.Deadline);
        trim.Update(trim.Deadline);
        Assert.Equal(Instant.Never, trim.Deadline);
        Assert.True(GC.CollectionCount(GC.MaxGeneration) > before);
        trim.NoteOutput(start + 5000);
        Assert.Equal(Instant.Never, trim.Deadline);
    }
}
