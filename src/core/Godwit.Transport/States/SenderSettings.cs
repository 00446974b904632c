namespace Godwit.Transport;

/// <summary>What a <see cref="StateSender{T}"/> needs to know about its role.</summary>
/// <param name="MinDelay">Milliseconds that a change waits for more of them.</param>
/// <param name="Tuning">Where the timing differs from stock's.</param>
internal readonly record struct SenderSettings(int MinDelay, TransportTuning Tuning);
