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
            replies.Append(CapabilityTable.TryFind(name, out string found, out string? value) ? CapabilityReply(found, value, name.ContainsAnyInRange((byte)'a', (byte)'f')) : "\eP0+r\e\\");
        }
        while (!names.IsEmpty);
    }

    /// <summary>The name in small digits if the query has such: some programs look for it as they wrote it.</summary>
    private static string CapabilityReply(string name, string? value, bool inSmallDigits)
    {
        string digits = inSmallDigits ? Convert.ToHexStringLower(Encoding.ASCII.GetBytes(name)) : Hex(name);
        return value is null ? $"\eP1+r{digits}\e\\" : $"\eP1+r{digits}={Hex(value)}\e\\";
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.ASCII.GetBytes(text));
}
