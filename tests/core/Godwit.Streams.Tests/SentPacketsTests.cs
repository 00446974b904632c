using Godwit.Transport;

namespace Godwit.Streams.Tests;

public sealed class SentPacketsTests
{
    private sealed record Model(ulong Number, SentFrame[] Frames)
    {
        public bool IsOpen { get; set; } = true;
    }

    [Fact]
    public void AnyOrderOfClosing_FindsEveryPacketWithItsFrames()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var sent = new SentPackets();
            List<Model> models = [];
            ulong number = 0;
            long forgotten = 0;
            for (int step = 0; step < 300; step++)
            {
                if (random.Next(100) < 60)
                {
                    number += (ulong)random.Next(1, 4);
                    models.Add(AddPacket(random, sent, number));
                }
                else if (models.Count > 0)
                {
                    int index = random.Next(Math.Min(models.Count, 20));
                    models[index].IsOpen = false;
                    sent[sent.Find(models[index].Number)].IsOpen = false;
                    sent.Trim();
                }

                int closed = models.FindIndex(model => model.IsOpen) is >= 0 and var first ? first : models.Count;
                models.RemoveRange(0, closed);
                forgotten += closed;
                Assert.Equal((forgotten, forgotten + models.Count), (sent.First, sent.End));
                CheckEqual(random, sent, models, number);
            }
        }
    }

    private static Model AddPacket(Random random, SentPackets sent, ulong number)
    {
        SentFrame[] frames = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new SentFrame(FrameKind.Stream, (ulong)random.Next(), (ulong)random.Next(), random.Next()))];
        Array.ForEach(frames, frame => sent.AddFrame(frame));
        sent.AddPacket(new SentPacket { Number = number, SentAt = new Instant(7), Size = 9 });
        return new Model(number, frames);
    }

    private static void CheckEqual(Random random, SentPackets sent, List<Model> models, ulong highest)
    {
        ulong wanted = highest - Math.Min(highest, (ulong)random.Next(60));
        int index = models.FindIndex(model => model.Number >= wanted) is >= 0 and var found ? found : models.Count;
        Assert.Equal(sent.First + index, sent.Find(wanted));
        for (; index < models.Count; index++)
        {
            ref SentPacket packet = ref sent[sent.First + index];
            Assert.Equal((models[index].Number, models[index].IsOpen, models[index].Frames.Length), (packet.Number, packet.IsOpen, packet.FrameCount));
            for (int frame = 0; frame < packet.FrameCount; frame++)
            {
                Assert.Equal(models[index].Frames[frame], sent.Frame(packet, frame));
            }
        }
    }
}
