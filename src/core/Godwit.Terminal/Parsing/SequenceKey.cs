namespace Godwit.Terminal;

/// <summary>
/// What names a control sequence, packed into one integer so that dispatch is one switch: bits 0–7 the final octet, 8–15 the last
/// intermediate, 16–23 the one before it, 24–31 the private marker. The constants are combined with <c>|</c>: <c>Private | 'h'</c>.
/// </summary>
internal static class SequenceKey
{
    public const int IntermediateShift = 8;
    public const int MarkerShift = 24;

    public const int Private = '?' << MarkerShift;
    public const int Secondary = '>' << MarkerShift;
    public const int Tertiary = '=' << MarkerShift;
    public const int Left = '<' << MarkerShift;

    public const int Space = ' ' << IntermediateShift;
    public const int Bang = '!' << IntermediateShift;
    public const int Quote = '"' << IntermediateShift;
    public const int Hash = '#' << IntermediateShift;
    public const int Dollar = '$' << IntermediateShift;
    public const int Apostrophe = '\'' << IntermediateShift;
    public const int Plus = '+' << IntermediateShift;
    public const int LeftParenthesis = '(' << IntermediateShift;
    public const int RightParenthesis = ')' << IntermediateShift;
    public const int Asterisk = '*' << IntermediateShift;
}
