using System.Text;

namespace Godwit.Server.Tests;

public sealed class LoginMessagesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("godwit-motd").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Read_DynamicMessage_ComesFirst()
    {
        File.WriteAllText(Path.Combine(folder, "motd.dynamic"), "hello of the day\n");
        string text = Encoding.UTF8.GetString(LoginMessages.Read(folder, "and a word of ours\n", "/nowhere", folder));
        Assert.StartsWith("hello of the day\n", text, StringComparison.Ordinal);
        Assert.EndsWith("and a word of ours\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HushLogin_IsQuiet()
    {
        File.WriteAllText(Path.Combine(folder, ".hushlogin"), "");
        File.WriteAllText(Path.Combine(folder, "motd.dynamic"), "hello of the day\n");
        Assert.Empty(LoginMessages.Read(folder, "and a word of ours\n", folder));
    }
}
