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

    /// <summary>Ours: one piece of an event of the server, in an instruction of its own.</summary>
    public const int EventField = 1001;
    public const int EventNumberField = 1;
    public const int EventKindField = 2;
    public const int EventFlagsField = 3;
    public const int EventNameField = 4;
    public const int EventTextField = 5;
    public const int EventCanceledField = 6;

    /// <summary>Ours: how often the bell has rung, in an instruction of its own.</summary>
    public const int BellField = 1002;
    public const int BellCountField = 1;

    /// <summary>Ours: what is known of the program, in an instruction of its own (<see cref="ProgramState"/>).</summary>
    public const int ProgramField = 1003;
    public const int ProgramFlagsField = 1;
    public const int ProgramEraseField = 2;
    public const int ProgramWordEraseField = 3;
    public const int ProgramKillField = 4;
    public const int ProgramChangesField = 5;
    public const int ProgramNameField = 6;

    /// <summary>Ours, in a UserMessage: what is known of the user's terminal, in an instruction of its own.</summary>
    public const int FactsField = 1001;
    public const int FactsFlagsField = 1;
    public const int FactsForegroundField = 2;
    public const int FactsBackgroundField = 3;
    public const int FactsCursorField = 4;
    public const int FactsSchemeField = 5;
    public const int FactsCellWidthField = 6;
    public const int FactsCellHeightField = 7;

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
    public const uint Event = (EventField << 3) | BytesType;
    public const uint EventNumber = (EventNumberField << 3) | VarintType;
    public const uint EventKind = (EventKindField << 3) | VarintType;
    public const uint EventFlags = (EventFlagsField << 3) | VarintType;
    public const uint EventName = (EventNameField << 3) | BytesType;
    public const uint EventText = (EventTextField << 3) | BytesType;
    public const uint EventCanceled = (EventCanceledField << 3) | VarintType;
    public const uint Bell = (BellField << 3) | BytesType;
    public const uint BellCount = (BellCountField << 3) | VarintType;
    public const uint Program = (ProgramField << 3) | BytesType;
    public const uint ProgramName = (ProgramNameField << 3) | BytesType;
    public const uint Facts = (FactsField << 3) | BytesType;
}
