namespace Godwit.Interop.Harness;

/// <summary>The loopback address a session runs on.</summary>
public enum Family
{
    IPv4,
    IPv6,
}
