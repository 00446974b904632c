using System.Text;
using Godwit.Platform;

namespace Godwit.Forwarding;

/// <summary>
/// Looks a name up without waiting for it: the C library's resolver runs in a process of its own (<c>godwit dev resolve</c>), so that a slow name server
/// holds up nobody's keys. What is numeric needs none.
/// </summary>
public sealed class NameLookup : IDisposable
{
    /// <summary>Octets of the answer that are read; more addresses than these are not tried.</summary>
    private const int AnswerMax = 4096;

    private readonly byte[] answer = new byte[AnswerMax];
    private readonly ushort port;
    private int length;
    private ChildProcess? process;

    /// <summary>Begins.</summary>
    /// <param name="program">This program, to be run with <c>dev resolve</c> and the name.</param>
    /// <param name="host">Name or numeric address.</param>
    /// <param name="port">For the addresses.</param>
    public NameLookup(string program, string host, ushort port)
    {
        ArgumentNullException.ThrowIfNull(host);
        this.port = port;
        if (UdpAddress.TryParse(host, port, out UdpAddress numeric))
        {
            Addresses = [numeric];
            return;
        }

        if (host is "localhost")
        {
            Addresses = [Loopback("127.0.0.1"), Loopback("::1")];
            return;
        }

        var pipe = new Pipe(-1, -1);
        try
        {
            pipe = Pipe.Create();
            FileDescriptor.SetNonBlocking(pipe.ReadEnd);
            process = ChildProcess.Start(new SpawnOptions
            {
                Path = program,
                Arguments = [program, "dev", "resolve", host],
                Descriptors =
                [
                    new(FileDescriptor.StandardInput, DescriptorMapping.Null),
                    new(FileDescriptor.StandardOutput, pipe.WriteEnd),
                    new(FileDescriptor.StandardError, DescriptorMapping.Null),
                ],
            });
            Descriptor = pipe.ReadEnd;
        }
        catch (PlatformException)
        {
            FileDescriptor.Close(pipe.ReadEnd);
            Addresses = [];
        }
        finally
        {
            FileDescriptor.Close(pipe.WriteEnd);
        }
    }

    /// <summary>To poll for reading; -1 if nothing is awaited.</summary>
    public int Descriptor { get; private set; } = -1;

    /// <summary>The addresses, best first; empty if the name is not known; null while it is not known whether it is.</summary>
    public IReadOnlyList<UdpAddress>? Addresses { get; private set; }

    /// <summary>Reads what there is.</summary>
    public void Turn()
    {
        while (Descriptor >= 0)
        {
            IoResult result = FileDescriptor.Read(Descriptor, answer.AsSpan(length));
            if (result.Status == IoStatus.WouldBlock)
            {
                return;
            }

            length += result.Count;
            if (!result.IsDone || length == answer.Length)
            {
                Finish();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Descriptor >= 0)
        {
            process?.Kill(SignalSet.Terminate);
            Finish();
        }
    }

    private UdpAddress Loopback(string text) => UdpAddress.TryParse(text, port, out UdpAddress address) ? address : default;

    private void Finish()
    {
        FileDescriptor.Close(Descriptor);
        Descriptor = -1;
        process?.Wait();
        process = null;
        List<UdpAddress> found = [];
        foreach (string line in Encoding.UTF8.GetString(answer, 0, length).Split('\n'))
        {
            if (UdpAddress.TryParse(line, port, out UdpAddress address))
            {
                found.Add(address);
            }
        }

        Addresses = found;
    }
}
