using Godwit.Platform;

namespace Godwit.Forwarding.Tests.X11;

/// <summary>With the real xauth, and a file of its own.</summary>
public sealed class XauthCookiesTests : IDisposable
{
    private static readonly byte[] Cookie = Convert.FromHexString("000102030405060708090a0b0c0d0eff");

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-xauth-test-").FullName;
    private readonly EnvironmentBlock environment = EnvironmentBlock.Inherit();

    public XauthCookiesTests() => environment.Set("XAUTHORITY", File("authority"));

    [Fact]
    public void Add_ThenRead_ThenRemove_TheCookieComesAndGoes()
    {
        var cookies = new XauthCookies(environment: environment);
        XDisplay display = Display("localhost:17.0");
        Assert.Null(cookies.Read(display));
        Assert.True(cookies.Add(display, new byte[16]));
        Assert.True(cookies.Add(display, Cookie)); // The one before is replaced.
        Assert.Equal(Cookie, cookies.Read(display));
        Assert.Equal(Cookie, cookies.Read(Display(":17"))); // An X client on the host looks there.
        Assert.Null(cookies.Read(Display(":18")));
        Assert.True(cookies.Remove(display));
        Assert.Null(cookies.Read(display));
    }

    [Fact]
    public void Add_Cookie_IsInNoArgument()
    {
        string program = Script("echo \"$@\" >>\"$0.arguments\"; exec xauth \"$@\"");
        var cookies = new XauthCookies(program, environment);
        Assert.True(cookies.Add(Display(":17"), Cookie));
        Assert.Equal(Cookie, cookies.Read(Display(":17")));
        Assert.Equal("-q -\nlist unix:17\n", System.IO.File.ReadAllText(program + ".arguments"));
    }

    [Fact]
    public void Generate_AsksForAnUntrustedOneInAPrivateFolder()
    {
        string program = Script("""
            ls -ld "$(dirname "$2")" >>"$0.folder"
            echo "$@" | cut -d' ' -f3- >>"$0.arguments"
            case $3 in list) echo 'host/unix:17  MIT-MAGIC-COOKIE-1  000102030405060708090a0b0c0d0eff';; esac
            """);
        byte[]? cookie = new XauthCookies(program, environment).Generate(Display(":17.0"), TimeSpan.FromMinutes(20), folder);
        Assert.Equal(Cookie, cookie);
        Assert.Equal(
            "generate unix:17 MIT-MAGIC-COOKIE-1 untrusted timeout 1260\nlist unix:17\n", System.IO.File.ReadAllText(program + ".arguments"));
        Assert.All(System.IO.File.ReadAllLines(program + ".folder"), line => Assert.StartsWith("drwx------ ", line, StringComparison.Ordinal));
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public void Generate_NoServer_IsNull()
    {
        var cookies = new XauthCookies(environment: environment);
        Assert.Null(cookies.Generate(Display($"{folder}/none:0"), TimeSpan.Zero, folder));
        Assert.Null(cookies.Generate(Display(":17"), TimeSpan.Zero, File("no-such-folder/below-a-file")));
        Assert.Empty(Directory.GetDirectories(folder, "godwit-xauth-*"));
    }

    [Fact]
    public void Anything_NoXauth_SaysNo()
    {
        var cookies = new XauthCookies(File("no-xauth"), environment);
        Assert.Null(cookies.Read(Display(":17")));
        Assert.Null(cookies.Generate(Display(":17"), TimeSpan.Zero, folder));
        Assert.False(cookies.Add(Display(":17"), Cookie));
        Assert.False(cookies.Remove(Display(":17")));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("host/unix:0  MIT-MAGIC-COOKIE-1  000102030405060708090a0b0c0d0eff\n", true)]
    [InlineData("host/unix:0  XDM-AUTHORIZATION-1  00\nhost:0  MIT-MAGIC-COOKIE-1  000102030405060708090a0b0c0d0eff\n", true)]
    [InlineData("host/unix:0  MIT-MAGIC-COOKIE-1  000102030405060708090a0b0c0d0e\n", false)]
    [InlineData("host/unix:0  MIT-MAGIC-COOKIE-1  000102030405060708090a0b0c0d0exx\n", false)]
    [InlineData("MIT-MAGIC-COOKIE-1 000102030405060708090a0b0c0d0eff\n", false)]
    public void Find_WhatXauthLists_GivesTheFirstCookie(string list, bool isThere) => Assert.Equal(isThere ? Cookie : null, XauthCookies.Find(list));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static XDisplay Display(string text)
    {
        Assert.True(XDisplay.TryParse(text, out XDisplay? display));
        return display;
    }

    private string File(string name) => Path.Combine(folder, name);

    private string Script(string text)
    {
        string path = File("xauth");
        System.IO.File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
