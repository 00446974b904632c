namespace Godwit.Transport;

/// <summary>What a <see cref="StateSender{T}"/> needs to know about its role.</summary>
/// <param name="MinDelay">Milliseconds that a change waits for more of them.</param>
/// <param name="IsServer">True at the end that is asked: the other one's content is answered by content, mostly at once.</param>
/// <param name="Tuning">Where the timing differs from stock's.</param>
internal readonly record struct SenderSettings(int MinDelay, bool IsServer, TransportTuning Tuning);
