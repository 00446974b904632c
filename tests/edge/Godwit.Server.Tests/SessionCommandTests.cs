namespace Godwit.Server.Tests;

public sealed class SessionCommandTests
{
    [Theory]
    [InlineData("/bin/zsh", "/bin/bash", "/bin/zsh", "-zsh")]
    [InlineData(null, "/usr/bin/fish", "/usr/bin/fish", "-fish")]
    [InlineData("", "/usr/bin/fish", "/bin/sh", "-sh")]
    [InlineData(null, null, "/bin/sh", "-sh")]
    [InlineData(null, "", "/bin/sh", "-sh")]
    public void Choose_NoCommand_IsTheLoginShell(string? variable, string? account, string program, string name)
    {
        SessionCommand command = SessionCommand.Choose(null, variable, account);
        Assert.Equal(program, command.Program);
        Assert.Equal([name], command.Arguments);
        Assert.True(command.IsLogin);
    }

    [Fact]
    public void Choose_Command_IsRunAsGiven()
    {
        SessionCommand command = SessionCommand.Choose(["tmux", "new", "-s", "a b"], "/bin/zsh", null);
        Assert.Equal("tmux", command.Program);
        Assert.Equal(["tmux", "new", "-s", "a b"], command.Arguments);
        Assert.False(command.IsLogin);
    }
}
