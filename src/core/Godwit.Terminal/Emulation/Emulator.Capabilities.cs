using System.Text;

namespace Godwit.Terminal;

/// <content>XTGETTCAP: what terminfo says of this terminal, one reply a name. Only names of our own table come back, in our own spelling.</content>
public sealed partial class Emulator
{
    private void ReportCapabilities(ReadOnlySpan<byte> names)
    {
        do
        {
            ReadOnlySpan<byte> name = TakeField(ref names, (byte)';');
            replies.Append(CapabilityTable.TryFind(name, out string found, out string? value) ? CapabilityReply(found, value) : "\eP0+r\e\\");
        }
        while (!names.IsEmpty);
    }

    private static string CapabilityReply(string name, string? value) =>
        value is null ? $"\eP1+r{Hex(name)}\e\\" : $"\eP1+r{Hex(name)}={Hex(value)}\e\\";

    private static string Hex(string text) => Convert.ToHexString(Encoding.ASCII.GetBytes(text));
}
