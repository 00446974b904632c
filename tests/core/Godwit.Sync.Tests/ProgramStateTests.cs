using System.Buffers;
using Godwit.Terminal;

namespace Godwit.Sync.Tests;

public sealed class ProgramStateTests
{
    private static readonly ProgramState Cat = new()
    {
        IsKnown = true,
        Echo = true,
        IsCanonical = true,
        Erase = 0x7F,
        WordErase = 0x17,
        Kill = 0x15,
        ForegroundChanges = 3,
        Name = "cat",
    };

    private readonly Emulator emulator = new(20, 5, EmulatorOptions.Server);
    private readonly ScreenState server;

    public ProgramStateTests() => server = ScreenState.ForServer(emulator, new FrameDiffer(), new EventOutbox());

    [Fact]
    public void WriteDiff_TheExampleOfTheDocument_HasItsOctets()
    {
        ScreenState before = server.Fork();
        server.Program = Cat;
        Assert.Equal("0a12" + "da3e0f" + "0807" + "107f" + "1817" + "2015" + "2803" + "3203636174", Convert.ToHexStringLower(Diff(before)));
    }

    [Fact]
    public void WriteDiff_NothingKnownAnyMore_IsAnEmptyMessage()
    {
        server.Program = Cat;
        ScreenState before = server.Fork();
        server.Program = default;
        Assert.Equal("0a03da3e00", Convert.ToHexStringLower(Diff(before)));
        ScreenState client = NewClient();
        client.Program = Cat;
        Assert.True(client.TryApply(Diff(before)));
        Assert.Equal(default, client.Program);
    }

    [Fact]
    public void WriteDiff_ScreenAndProgram_TravelInOneDiff()
    {
        ScreenState before = server.Fork();
        emulator.Write("Password: "u8);
        server.Program = Cat with { Echo = false };
        Assert.False(server.ContentEquals(before));
        ScreenState after = server.Fork();
        Assert.Equal(server.Program, after.Program);
        ScreenState client = NewClient();
        Assert.True(client.TryApply(Diff(before)));
        Assert.True(client.Program.IsSecret);
        Assert.Equal(10, client.Screen.CursorColumn);
        Assert.True(client.Fork().Program.IsSecret);
    }

    [Fact]
    public void TryApply_WhatWasWritten_IsTheSame()
    {
        var random = new Random(3);
        ProgramState old = default;
        ScreenState client = NewClient();
        for (int run = 0; run < 2000; run++)
        {
            ScreenState before = server.Fork();
            server.Program = random.Next(8) == 0 ? default : Random(random);
            byte[] diff = Diff(before);
            Assert.Equal(server.Program == old, diff.Length == 0);
            Assert.True(client.TryApply(diff));
            Assert.Equal(server.Program, client.Program);
            old = server.Program;
            before.Release();
        }
    }

    [Fact]
    public void TryApply_NameThatIsLongAndHostile_IsCutAndCanBeShown()
    {
        ScreenState client = NewClient();
        Assert.True(client.TryApply(Instruction("0801", "3220" + Convert.ToHexString("\e[31mé\n\u009B2Jxyz-and-more-and-on-"u8))));
        Assert.Equal("?[31m?????2Jxyz", client.Program.Name);
    }

    [Fact]
    public void TryApply_OutOfRangeAndUnknown_IsOff()
    {
        // Flags of the future, an octet of 256, 2^32 + 7 changes, an unknown field, a name as a number.
        ScreenState client = NewClient();
        Assert.True(client.TryApply(Instruction("08ffffff0f", "108002", "188002", "2015", "288780808010", "4005", "3001")));
        Assert.Equal(new ProgramState { IsKnown = true, Echo = true, IsCanonical = true, Kill = 0x15, ForegroundChanges = 7 }, client.Program);
    }

    [Fact]
    public void TryApply_NotKnown_SaysNothingElse()
    {
        ScreenState client = NewClient();
        Assert.True(client.TryApply(Instruction("0806", "107f", "3203636174")));
        Assert.Equal(default, client.Program);
        Assert.Equal("", client.Program.Name);
    }

    [Theory]
    [InlineData("0a04da3e0108")]
    [InlineData("0a07da3e0432056361")]
    public void TryApply_Malformed_IsRefused(string hex) => Assert.False(NewClient().TryApply(Convert.FromHexString(hex)));

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    public void IsSecret_LinesWithoutEcho_IsTrue(bool echo, bool canonical, bool secret)
    {
        Assert.Equal(secret, (Cat with { Echo = echo, IsCanonical = canonical }).IsSecret);
        Assert.False((Cat with { IsKnown = false, Echo = echo, IsCanonical = canonical }).IsSecret);
    }

    private static ProgramState Random(Random random)
    {
        var name = new byte[random.Next(20)];
        random.NextBytes(name);
        return new()
        {
            IsKnown = true,
            Echo = random.Next(2) == 0,
            IsCanonical = random.Next(2) == 0,
            Erase = (byte)random.Next(256),
            WordErase = (byte)random.Next(2),
            Kill = (byte)random.Next(256),
            ForegroundChanges = (uint)random.NextInt64(1L << random.Next(33)),
            Name = ProgramState.NameFrom(name),
        };
    }

    private static byte[] Instruction(params string[] fields)
    {
        string body = string.Concat(fields);
        string extension = "da3e" + (body.Length / 2).ToString("x2", null) + body;
        return Convert.FromHexString("0a" + (extension.Length / 2).ToString("x2", null) + extension);
    }

    private static ScreenState NewClient() =>
        ScreenState.ForClient(new Emulator(20, 5, new EmulatorOptions { HostBytes = true }), new EventInbox());

    private byte[] Diff(ScreenState from)
    {
        var output = new ArrayBufferWriter<byte>();
        server.WriteDiff(from, output);
        return output.WrittenSpan.ToArray();
    }
}
