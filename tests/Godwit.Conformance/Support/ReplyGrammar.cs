using System.Text.RegularExpressions;

namespace Godwit.Conformance;

/// <summary>What a terminal's answers may look like: whole 7-bit sequences, short, of letters, digits and the few signs that answers need.</summary>
internal static partial class ReplyGrammar
{
    /// <returns>Null, or what is wrong.</returns>
    public static string? Fault(ReadOnlySpan<byte> replies) =>
        Whole().IsMatch(System.Text.Encoding.Latin1.GetString(replies)) ? null : $"an answer that is not of our alphabet: {Escaped.Write(replies)}";

    // CSI answers; DCS and OSC answers with ST. Nothing that a shell would run: no controls, no text of more than a few octets.
    [GeneratedRegex(@"\A(\e\[[<=>?]?[0-9;:]*[ ""$'*]?[@-~]|\eP[0-9A-Za-z;:?>!$+=/#|~@. ""*-]{0,300}\e\\|\e\][0-9]{1,3};[0-9A-Za-z;:/+=?]*(\e\\|\a))*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}
