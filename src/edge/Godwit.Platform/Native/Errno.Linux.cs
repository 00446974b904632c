namespace Godwit.Platform.Native;

/// <summary>Error numbers of Linux (x64, Arm64).</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int NoProcess = 3;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int InvalidArgument = 22;
    public const int NoProtocolOption = 92;
    public const int NoExec = 8;
    public const int NoChild = 10;
    public const int Again = 11;
    public const int Access = 13;
    public const int NotDirectory = 20;
    public const int Invalid = 22;
    public const int TooManyFilesInSystem = 23;
    public const int TooManyFiles = 24;
    public const int Range = 34;
    public const int NameTooLong = 36;
    public const int Loop = 40;
    public const int MessageSize = 90;
    public const int AddressFamily = 97;
    public const int AddressInUse = 98;
    public const int AddressNotAvailable = 99;
    public const int NetworkDown = 100;
    public const int NetworkUnreachable = 101;
    public const int ConnectionReset = 104;
    public const int TimedOut = 110;
    public const int ConnectionRefused = 111;
    public const int HostDown = 112;
    public const int HostUnreachable = 113;
    public const int InProgress = 115;
}
