namespace Godwit.Cli.Doctor;

/// <summary>What <c>godwit doctor</c> is to look at.</summary>
/// <param name="Connect">The host, and how a session with it would be started.</param>
/// <param name="IsJson">Print JSON at the end instead of lines.</param>
internal sealed record DoctorOptions(ConnectOptions Connect, bool IsJson);
