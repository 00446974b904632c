namespace Godwit.Platform.Tests;

public sealed class TrustedFileTests : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("0123456789")]
    public void Read_OwnFile_GivesItsOctets(string content)
    {
        scratch.AddFile("file", content, OwnersOnly);
        Assert.Equal(content, System.Text.Encoding.UTF8.GetString(TrustedFile.Read(PathOf("file"), lengthMax: 10, out string problem)!));
        Assert.Equal("", problem);
    }

    [Fact]
    public void Read_MissingFile_IsNoProblem()
    {
        scratch.AddFile("file", "", OwnersOnly);
        Assert.Null(TrustedFile.Read(PathOf("missing"), 10, out string problem));
        Assert.Equal("", problem);
        Assert.Null(TrustedFile.Read(PathOf("file/below"), 10, out problem));
        Assert.Equal("", problem);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Read_FileThatOthersMayWrite_IsRefused(UnixFileMode right)
    {
        scratch.AddFile("file", "text", OwnersOnly | right);
        Assert.Null(TrustedFile.Read(PathOf("file"), 10, out string problem));
        Assert.Equal("can be written by other users, so it is not read; chmod go-w helps", problem);
        File.CreateSymbolicLink(PathOf("link"), PathOf("file"));
        Assert.Null(TrustedFile.Read(PathOf("link"), 10, out problem));
        Assert.NotEqual("", problem);
    }

    [Fact]
    public void Read_FileOfAnotherUser_IsRefused()
    {
        Assert.SkipUnless(ProcessEnvironment.UserId == 0, "Only root can give a file away.");
        scratch.AddFile("file", "text", OwnersOnly);
        ChildProcess child = ChildProcess.Start(new SpawnOptions { Path = "chown", Arguments = ["chown", "65534", PathOf("file")] });
        Assert.Equal(0, child.Wait().Code);
        Assert.Null(TrustedFile.Read(PathOf("file"), 10, out string problem));
        Assert.Equal("belongs to another user, so it is not read", problem);
    }

    [Fact]
    public void Read_LongerFile_IsRefused()
    {
        scratch.AddFile("file", "01234567890", OwnersOnly);
        Assert.Null(TrustedFile.Read(PathOf("file"), 10, out string problem));
        Assert.Equal("is larger than 10 octets", problem);
    }

    [Fact]
    public void Read_NoRegularFile_IsRefusedWithoutWaiting()
    {
        ChildProcess child = ChildProcess.Start(new SpawnOptions { Path = "mkfifo", Arguments = ["mkfifo", PathOf("pipe")] });
        Assert.Equal(0, child.Wait().Code);
        foreach (string path in new[] { scratch.Path, PathOf("pipe"), "/dev/zero" })
        {
            Assert.Null(TrustedFile.Read(path, 10, out string problem));
            Assert.Equal("is not a regular file", problem);
        }
    }

    [Fact]
    public void Read_PathThatIsNone_IsAProblem()
    {
        Assert.Null(TrustedFile.Read("a\0b", 10, out string problem));
        Assert.Equal("is no path", problem);
        Assert.Null(TrustedFile.Read(new string('x', 5000), 10, out problem));
        Assert.StartsWith("cannot be read: ", problem, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(scratch.Path, name);
}
