namespace Godwit.Sync;

/// <summary>Field numbers and tags (number × 8 + wire type) of UserMessage and HostMessage (spec 03 sections 2.2 and 3.3).</summary>
internal static class WireTags
{
    private const uint VarintType = 0;
    private const uint BytesType = 2;

    public const int InstructionField = 1;
    public const int KeystrokeField = 2;
    public const int HostBytesField = 2;
    public const int ResizeField = 3;
    public const int KeysField = 4;
    public const int HostStringField = 4;
    public const int WidthField = 5;
    public const int HeightField = 6;
    public const int EchoAckField = 7;
    public const int EchoAckNumberField = 8;

    /// <summary>Ours, between Godwits only: how the command ended, in an instruction of its own (spec 03 section 7.2).</summary>
    public const int ExitStatusField = 1000;
    public const int ExitStatusCodeField = 1;

    public const uint Instruction = (InstructionField << 3) | BytesType;
    public const uint Keystroke = (KeystrokeField << 3) | BytesType;
    public const uint HostBytes = (HostBytesField << 3) | BytesType;
    public const uint Resize = (ResizeField << 3) | BytesType;
    public const uint Keys = (KeysField << 3) | BytesType;
    public const uint HostString = (HostStringField << 3) | BytesType;
    public const uint Width = (WidthField << 3) | VarintType;
    public const uint Height = (HeightField << 3) | VarintType;
    public const uint EchoAck = (EchoAckField << 3) | BytesType;
    public const uint EchoAckNumber = (EchoAckNumberField << 3) | VarintType;
    public const uint ExitStatus = (ExitStatusField << 3) | BytesType;
    public const uint ExitStatusCode = (ExitStatusCodeField << 3) | VarintType;
}
