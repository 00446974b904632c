using Godwit.Platform;

namespace Godwit.Forwarding;

/// <summary>The user's display as it is lent to the session: where it is, its cookie, and the one that the host is told instead.</summary>
internal sealed class X11Offer
{
    private readonly byte[] fake;
    private readonly byte[] real;
    private readonly long endsAtMs;

    private X11Offer(XDisplay display, byte[] fake, byte[] real, long endsAtMs)
    {
        Display = display;
        this.fake = fake;
        this.real = real;
        this.endsAtMs = endsAtMs;
    }

    /// <summary>Where the X server is.</summary>
    public XDisplay Display { get; }

    /// <summary>For the host's programs, in hexadecimal digits.</summary>
    public string FakeCookie => Convert.ToHexStringLower(fake);

    /// <summary>False once programs that are not trusted may connect no more (<c>ForwardX11Timeout</c>).</summary>
    public bool IsValid => MonotonicClock.Milliseconds < endsAtMs;

    /// <summary>Where the connection goes.</summary>
    public ForwardEndpoint Target => Display.SocketPath is { } path
        ? new ForwardEndpoint { Path = File.Exists(path) ? path : $"@{path}" }
        : new ForwardEndpoint { Host = Display.Host, Port = Display.Port };

    /// <summary>Makes the offer.</summary>
    public static X11Offer? Make(ForwardSettings settings, XauthCookies cookies, string temporaryFolder, out string problem)
    {
        problem = "";
        if (!XDisplay.TryParse(settings.Display!, out XDisplay? display))
        {
            problem = $"DISPLAY={settings.Display} is no display";
            return null;
        }

        byte[]? real = settings.IsDisplayTrusted ? cookies.Read(display) ?? [] : cookies.Generate(display, settings.DisplayTimeout, temporaryFolder);
        if (real is null)
        {
            problem = "no cookie for programs that are not trusted can be made (xauth is missing, or the display does not know the Security extension); -Y forwards it trusted";
            return null;
        }

        var fake = new byte[X11Setup.CookieSize];
        SecureRandom.Fill(fake);
        bool ends = !settings.IsDisplayTrusted && settings.DisplayTimeout > TimeSpan.Zero;
        return new X11Offer(display, fake, real, ends ? MonotonicClock.Milliseconds + (long)settings.DisplayTimeout.TotalMilliseconds : long.MaxValue);
    }

    /// <summary>The check of one connection.</summary>
    public X11Setup NewSetup() => new(fake, real);
}
