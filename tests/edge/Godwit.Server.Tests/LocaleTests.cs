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
        Locale.Adopt(environment, [new("LANG", "fr_FR.UTF-8"), new("FOO", "bar")], Exists);
        Assert.Equal("de_DE.UTF-8", environment.Get("LANG"));
        Assert.Null(environment.Get("FOO"));
    }

    [Fact]
    public void Adopt_EnvironmentIsNotUtf8_TakesTheClientsVariables()
    {
        EnvironmentBlock environment = Environment("LANG=C,LC_TIME=C");
        Locale.Adopt(environment, [new("LC_ALL", "C.UTF-8")], Exists);
        Assert.Equal("C.UTF-8", environment.Get("LC_ALL"));
        Assert.Null(environment.Get("LANG"));
        Assert.Null(environment.Get("LC_TIME"));
    }

    [Fact]
    public void Adopt_NobodySaysUtf8_SetsTheCharacterTypeOnly()
    {
        EnvironmentBlock environment = Environment("LC_ALL=POSIX,LANG=C");
        Locale.Adopt(environment, [], Exists);
        Assert.True(Locale.IsUtf8(environment));
        Assert.Equal("C", environment.Get("LANG"));
        Assert.Null(environment.Get("LC_ALL"));
    }

    [Fact]
    public void Adopt_LocalesThatAreNotHere_AreLeftOut()
    {
        EnvironmentBlock environment = Environment("LANG=de_DE.UTF-8,LC_TIME=xx_YY.UTF-8,LC_ALL=xx_YY.UTF-8,LANGUAGE=xx");
        Locale.Adopt(environment, [], Exists);
        Assert.Equal(("de_DE.UTF-8", null, null, "xx"), (environment.Get("LANG"), environment.Get("LC_TIME"), environment.Get("LC_ALL"), environment.Get("LANGUAGE")));
    }

    [Fact]
    public void Adopt_ClientsLocaleIsNotHere_LastResort()
    {
        EnvironmentBlock environment = Environment("LANG=xx_YY.UTF-8");
        Locale.Adopt(environment, [new("LANG", "zz_ZZ.UTF-8"), new("LC_TIME", "fr_FR.UTF-8")], Exists);
        Assert.Equal(("C.UTF-8", null, null), (environment.Get("LC_CTYPE"), environment.Get("LANG"), environment.Get("LC_TIME")));
    }

    [Fact]
    public void Adopt_NoUtf8AtAll_EverythingIsLeftAsItWas()
    {
        EnvironmentBlock environment = Environment("LANG=xx_YY.UTF-8,LC_ALL=C");
        Locale.Adopt(environment, [new("LANG", "fr_FR.UTF-8")], name => name == "C");
        Assert.Equal(("xx_YY.UTF-8", "C", null), (environment.Get("LANG"), environment.Get("LC_ALL"), environment.Get("LC_CTYPE")));
    }

    [Fact]
    public void HasLocale_ThisMachine_KnowsItsOwnAndNoOther()
    {
        Assert.True(ProcessEnvironment.HasLocale("C"));
        Assert.True(ProcessEnvironment.HasLocale("C.UTF-8"));
        Assert.False(ProcessEnvironment.HasLocale("xx_YY.UTF-8"));
        Assert.False(ProcessEnvironment.HasLocale("../../../tmp/x"));
    }

    private static bool Exists(string name) => name is "C" or "POSIX" or "C.UTF-8" or "de_DE.UTF-8" or "fr_FR.UTF-8";

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
