using System.Text;

namespace Godwit.Platform.Tests;

public sealed class ProcessNameTests
{
    [Fact]
    public void Read_Ourselves_IsWhatTheSystemSays()
    {
        Span<byte> name = stackalloc byte[ProcessName.RoomMin];
        int length = ProcessName.Read(Environment.ProcessId, name);
        Assert.Equal(File.ReadAllText("/proc/self/comm").TrimEnd('\n'), Encoding.UTF8.GetString(name[..length]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Read_NoSuchProcess_IsEmpty(int process) => Assert.Equal(0, ProcessName.Read(process, new byte[ProcessName.RoomMin]));
}
