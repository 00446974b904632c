using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Godwit.Crypto;
using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>Copies this program to a host that asked for it (<see cref="RemoteScript"/>), through the ssh login that is there anyhow.</summary>
/// <param name="host">The host, for the question.</param>
/// <param name="mode">Whether to ask.</param>
internal sealed class BinaryCopy(string host, InstallMode mode)
{
    private const int PieceLength = 64 * 1024;

    // Where packages put the programs for other machines.
    private const string OtherMachines = "/usr/lib/godwit";

    /// <summary>The manual follows the program, page by page: length and name, then the octets; an empty line ends it.</summary>
    public bool HasManual { get; init; }

    /// <summary>Answers the far side: with the program, or with an empty line, which means no.</summary>
    /// <param name="request">What it asked.</param>
    /// <param name="descriptor">Leads to its standard input.</param>
    public void Answer(CopyRequest request, int descriptor)
    {
        SignalSource.Ignore(SignalSet.BrokenPipe); // A login that ends meanwhile is told by its status.
        if (request.Folder.Length == 0)
        {
            Print.Error($"godwit: no folder on {host} can hold a program: the home folder, XDG_RUNTIME_DIR and /tmp are read-only, full or mounted noexec.\n");
        }
        else if (Find(request) is not { } path)
        {
            Print.Error(!IsNative && request.System == "Linux" && request.Machine == OwnMachine
                ? $"godwit: this godwit is a .NET tool and no program for {host}; the native one would be copied from {OtherMachines}/{FileName(request)}.\n"
                : $"godwit: there is no godwit here for {request.System} on {request.Machine}, which {host} is; {OtherMachines}/{FileName(request)} would be it.\n");
        }
        else if (IsWanted(request, path))
        {
            Send(path, Digest(path), descriptor);
            foreach (var page in HasManual ? Manual.Files(Invocation.ProgramPath()) : [])
            {
                Send(page, Path.GetFileName(page), descriptor);
            }

            FileDescriptor.WriteText(descriptor, "\n");
            return;
        }

        FileDescriptor.WriteText(descriptor, "\n");
    }

    /// <summary>The program for a machine; null if there is none.</summary>
    /// <param name="request">What machine it is.</param>
    private static string? Find(CopyRequest request)
    {
        if (IsNative && request.System == "Linux" && request.Machine == OwnMachine)
        {
            return ProcessEnvironment.SelfPath;
        }

        string[] candidates = [Path.Combine(Path.GetDirectoryName(Invocation.ProgramPath()) ?? "/", FileName(request)), Path.Combine(OtherMachines, FileName(request))];
        return Array.Find(candidates, File.Exists);
    }

    // Only the native build is one file.
    private static bool IsNative => !RuntimeFeature.IsDynamicCodeSupported;

    private static string OwnMachine => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        _ => "",
    };

    // What uname says over there is no path here.
    private static string FileName(CopyRequest request) =>
        $"godwit-{request.System}-{request.Machine}".ToLowerInvariant().Replace('/', '_');

    private bool IsWanted(CopyRequest request, string path)
    {
        const double Megabyte = 1e6;
        var size = (new FileInfo(path).Length / Megabyte).ToString("0.0", CultureInfo.InvariantCulture);
        if (mode == InstallMode.Always)
        {
            Print.Error($"godwit: copying godwit ({size} MB) to {request.Folder} on {host}.\n");
            return true;
        }

        Print.Error($"godwit: {host} has neither godwit nor mosh-server. Copy this godwit ({size} MB) to {request.Folder} there? [y/N] ");
        return new LineReader(FileDescriptor.StandardInput).TryRead(out var answer) && IsYes(answer.Trim(" \t\r"u8));
    }

    private static bool IsYes(ReadOnlySpan<byte> answer) =>
        Ascii.EqualsIgnoreCase(answer, "y"u8) || Ascii.EqualsIgnoreCase(answer, "yes"u8);

    private static string Digest(string path)
    {
        using var file = File.OpenHandle(path);
        var hash = new Sha256();
        var piece = new byte[PieceLength];
        long length = 0;
        for (int count; (count = RandomAccess.Read(file, piece, length)) > 0; length += count)
        {
            hash.Append(piece.AsSpan(0, count));
        }

        var digest = new byte[Sha256.DigestLength];
        hash.Finish(digest);
        return Convert.ToHexStringLower(digest);
    }

    // What is longer meanwhile is cut; the digest tells.
    private static void Send(string path, string word, int descriptor)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        var piece = new byte[PieceLength];
        var isTaken = FileDescriptor.WriteText(descriptor, string.Create(CultureInfo.InvariantCulture, $"{length} {word}\n")).IsDone;
        long sent = 0;
        for (int count; isTaken && sent < length && (count = RandomAccess.Read(file, piece.AsSpan(0, (int)Math.Min(PieceLength, length - sent)), sent)) > 0; sent += count)
        {
            isTaken = FileDescriptor.WriteAll(descriptor, piece.AsSpan(0, count)).IsDone;
        }
    }
}
