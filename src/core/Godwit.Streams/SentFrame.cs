namespace Godwit.Streams;

/// <summary>What a packet held that must be said again if it gets lost. The content of control frames is made anew then.</summary>
/// <param name="Kind">Which frame.</param>
/// <param name="StreamId">Its stream, if it has one.</param>
/// <param name="Offset">Stream: where the octets begin.</param>
/// <param name="Length">Stream: how many.</param>
/// <param name="IsFinal">Stream: the end was said with them.</param>
internal readonly record struct SentFrame(FrameKind Kind, ulong StreamId = 0, ulong Offset = 0, int Length = 0, bool IsFinal = false);
