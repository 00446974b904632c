using System.Runtime.InteropServices;

namespace Godwit.Platform.Native;

/// <summary>
/// Constants and layouts of Linux. They are equal for x64 and Arm64 and for glibc and musl (little endian): where musl
/// has a 32-bit length plus padding and glibc a 64-bit one, the bytes are the same.
/// </summary>
internal static unsafe partial class Libc
{
    public const int ClockSuspendAware = 7; // CLOCK_BOOTTIME: goes on counting in suspend, unlike CLOCK_MONOTONIC.

    public const int OpenReadOnly = 0;
    public const int OpenWriteOnly = 1;
    public const int OpenReadWrite = 2;
    public const int OpenNoControllingTerminal = 0x100;
    public const int OpenCreate = 0x40;
    public const int OpenAppend = 0x400;
    public const int OpenNonBlocking = 0x800;
    public const int OpenCloseOnExec = 0x80000;

    /// <summary>O_NOFOLLOW, the one that machines differ in.</summary>
    public static int OpenNoFollow => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    public const int FcntlSetDescriptorFlags = 2;
    public const int FcntlGetStatusFlags = 3;
    public const int FcntlSetStatusFlags = 4;
    public const int FcntlDuplicateCloseOnExec = 1030;
    public const int DescriptorCloseOnExec = 1;

    public const short PollIn = 0x1;
    public const short PollOut = 0x4;
    public const short PollError = 0x8;
    public const short PollHangup = 0x10;
    public const short PollInvalid = 0x20;

    public const int FamilyLocal = 1;
    public const int FamilyIPv4 = 2;
    public const int FamilyIPv6 = 10;
    public const int SocketStream = 1;
    public const int SocketDatagram = 2;
    public const int ShutdownWrite = 1;
    public const int SendNoSignal = 0x4000;
    public const int MessageTruncated = 0x20;
    public const int MessageErrorQueue = 0x2000;

    public const int LevelSocket = 1;
    public const int SocketReuseAddress = 2;
    public const int SocketError = 4;
    public const int SocketLinger = 13;
    public const int SocketPeerCredentials = 17;
    public const int LevelIPv4 = 0;

    /// <summary>SOL_UDP.</summary>
    public const int LevelUdp = 17;

    /// <summary>UDP_SEGMENT: with a message, the size of the datagrams that its octets are cut into.</summary>
    public const int UdpSegment = 103;

    /// <summary>UDP_GRO: datagrams of one size from one sender come together, with their size.</summary>
    public const int UdpCoalesce = 104;
    public const int IPv4Tos = 1;
    public const int IPv4MtuDiscover = 10;
    public const int IPv4ReceiveErrors = 11;
    public const int IPv4ReceiveTos = 13;
    public const int IPv4ReceivedTos = 1; // Type of the control message; Linux answers with IP_TOS.
    public const int IPv4PacketInfo = 8;
    public const int LevelTcp = 6;
    public const int TcpNoDelay = 1;
    public const int LevelIPv6 = 41;
    public const int IPv6MtuDiscover = 23;
    public const int IPv6ReceiveErrors = 25;
    public const int IPv6Only = 26;
    public const int IPv6ReceivePacketInfo = 49;
    public const int IPv6PacketInfo = 50;
    public const int IPv6ReceiveTrafficClass = 66;
    public const int IPv6TrafficClass = 67;
    public const int MtuDiscoverNever = 0;

    public const int AddressInfoCanonicalName = 0x2;
    public const int AddressInfoNumericHost = 0x4;

    public const int SpawnSetDefaultSignals = 0x04;
    public const int SpawnSetSignalMask = 0x08;
    public const int SpawnSetSession = 0x80;

    public const int WaitNoHang = 1;
    public const int LimitCore = 4;
    public const int LocaleCharacterType = 0;

    /// <summary>The same as a mask (LC_CTYPE_MASK): the bit of the category, in glibc and in musl.</summary>
    public const int LocaleCharacterTypeMask = 1;
    public const int LanguageInfoCodeSet = 14;

    public const int SignalBlock = 0;
    public const int SignalUnblock = 1;
    public const int SignalSetMask = 2;
    public const nint SignalDefault = 0;
    public const nint SignalIgnore = 1;

    /// <summary>Room for a <c>sigset_t</c>: 128 bytes in glibc and musl.</summary>
    public const int SignalSetSize = 128;

    /// <summary>Room for the opaque types of posix_spawn: 80 and 336 bytes in glibc and musl; the rest is margin.</summary>
    public const int SpawnObjectSize = 512;

    /// <summary><c>struct msghdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary><c>struct cmsghdr</c>; its data follows at once, the next header at the next multiple of 8.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ControlHeader
    {
        public nuint Length;
        public int Level;
        public int Type;
    }

    /// <summary>Alignment of control messages.</summary>
    public const int ControlAlignment = 8;

    /// <summary><c>struct addrinfo</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct AddressInfo
    {
        public int Flags;
        public int Family;
        public int SocketType;
        public int Protocol;
        public uint AddressLength;
        public byte* Address;
        public byte* CanonicalName;
        public AddressInfo* Next;
    }

    /// <summary><c>struct passwd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PasswordEntry
    {
        public byte* Name;
        public byte* Password;
        public uint Uid;
        public uint Gid;
        public byte* Comment;
        public byte* Home;
        public byte* Shell;
    }

    /// <summary><c>struct statx</c>, as far as it is read; the kernel writes all of its 256 octets.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct FileStatus
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;

        /// <summary>The device as stat(2) has it (makedev(3)).</summary>
        public readonly ulong Device =>
            ((ulong)(DeviceMajor & 0xFFFFF000) << 32) | ((ulong)(DeviceMajor & 0xFFF) << 8) | ((ulong)(DeviceMinor & 0xFFFFFF00) << 12) | (DeviceMinor & 0xFF);
    }

    public const int ModeKindMask = 0xF000;
    public const int ModePipe = 0x1000;
    public const int ModeRegularFile = 0x8000;
    public const int ModeSocket = 0xC000;
    public const int ModeWritableByOthers = 0x12; // S_IWGRP and S_IWOTH.

    /// <summary><c>struct termios</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Termios
    {
        public uint InputFlags;
        public uint OutputFlags;
        public uint ControlFlags;
        public uint LocalFlags;
        public byte LineDiscipline;
        public fixed byte ControlCharacters[32];
        public uint InputSpeed;
        public uint OutputSpeed;
    }

    public const uint InputUtf8 = 0x4000;

    // BRKINT, ICRNL, IXON, IMAXBEL; OPOST, ONLCR; ISIG, ICANON, ECHO, ECHOE, ECHOK, ECHOCTL, ECHOKE, IEXTEN: what "stty sane" gives.
    public const uint InputSane = 0x2502;
    public const uint OutputSane = 0x5;
    public const uint LocalSane = 0x8A3B;
    public const uint LocalCanonical = 0x2;
    public const uint LocalEcho = 0x8;
    public const uint LocalEchoErase = 0x10;
    public const uint LocalEchoKill = 0x20;
    public const uint LocalEchoPrint = 0x400;
    public const uint LocalEchoKillErases = 0x800;
    public const uint LocalExtended = 0x8000;
    public const int CharacterErase = 2;
    public const int CharacterKill = 3;
    public const int CharacterWordErase = 14;

    /// <summary>What a control character is if it is none (_POSIX_VDISABLE).</summary>
    public const byte CharacterOff = 0;
    public const int ModesNow = 0;
    public const int ModesAfterOutput = 1;
    public const int ModesAfterOutputDiscardingInput = 2;

    /// <summary>Writes the family in the first two bytes of a socket address.</summary>
    /// <param name="socketAddress">Receives the family.</param>
    /// <param name="family">A family constant.</param>
    /// <param name="length">Length of the whole structure: part of it on BSD systems, unused here.</param>
    public static void WriteFamily(Span<byte> socketAddress, int family, int length) => MemoryMarshal.Write(socketAddress, (ushort)family);

    /// <summary>The family in the first two bytes of a socket address.</summary>
    public static int ReadFamily(ReadOnlySpan<byte> socketAddress) => MemoryMarshal.Read<ushort>(socketAddress);
}
