namespace Godwit.Forwarding;

/// <summary>What came of the octets that an X client began with.</summary>
public enum X11Outcome
{
    /// <summary>Go on feeding.</summary>
    NeedsMore,

    /// <summary>The cookie is right: send <see cref="X11Setup.Output"/> to the X server, then all that follows as it is.</summary>
    Accept,

    /// <summary>The cookie is wrong, or it is no X client: send <see cref="X11Setup.Output"/>, which may be empty, back to it, and close.</summary>
    Refuse,
}
