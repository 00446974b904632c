using Godwit.Platform;

namespace Godwit.Server.Tests;

public sealed class LocaleTests
{
    [Theory]
    [InlineData("LANG=de_DE.UTF-8", true)]
    [InlineData("LANG=C.utf8", true)]
    [InlineData("LANG=C", false)]
    [InlineData("LC_ALL=C,LANG=de_DE.UTF-8", false)]
    [InlineData("LC_ALL=,LC_CTYPE=C.UTF-8,LANG=C", true)]
    [InlineData("", false)]
    public void IsUtf8_FirstVariableThatIsSet_Decides(string variables, bool expected) =>
        Assert.Equal(expected, Locale.IsUtf8(Environment(variables)));

    [Fact]
    public void Adopt_EnvironmentSaysUtf8_KeepsItAndIgnoresTheClient()
    {
        EnvironmentBlock environment = Environment("LANG=de_DE.UTF-8");
        Locale.Adopt(environment, [new("LANG", "fr_FR.UTF-8"), new("FOO", "bar")]);
        Assert.Equal("de_DE.UTF-8", environment.Get("LANG"));
        Assert.Null(environment.Get("FOO"));
    }

    [Fact]
    public void Adopt_EnvironmentIsNotUtf8_TakesTheClientsVariables()
    {
        EnvironmentBlock environment = Environment("LANG=C,LC_TIME=C");
        Locale.Adopt(environment, [new("LC_ALL", "C.UTF-8")]);
        Assert.Equal("C.UTF-8", environment.Get("LC_ALL"));
        Assert.Null(environment.Get("LANG"));
        Assert.Null(environment.Get("LC_TIME"));
    }

    [Fact]
    public void Adopt_NobodySaysUtf8_SetsTheCharacterTypeOnly()
    {
        EnvironmentBlock environment = Environment("LC_ALL=POSIX,LANG=C");
        Locale.Adopt(environment, []);
        Assert.True(Locale.IsUtf8(environment));
        Assert.Equal("C", environment.Get("LANG"));
        Assert.Null(environment.Get("LC_ALL"));
    }

    private static EnvironmentBlock Environment(string variables)
    {
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        foreach (string name in Locale.Variables)
        {
            environment.Remove(name);
        }

        foreach (string variable in variables.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = variable.Split('=');
            environment.Set(parts[0], parts[1]);
        }

        return environment;
    }
}
