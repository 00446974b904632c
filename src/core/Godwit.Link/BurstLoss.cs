namespace Godwit.Link;

/// <summary>
/// Loss that comes in bursts (the Gilbert–Elliott model): the link is in a good or in a bad state, may change it before each
/// datagram, and loses datagrams with a probability of that state. All values are probabilities, 0–1.
/// </summary>
/// <param name="Enter">Chance to go from good to bad, per datagram.</param>
/// <param name="Exit">Chance to go from bad to good, per datagram.</param>
/// <param name="BadLoss">Chance to lose a datagram in the bad state.</param>
/// <param name="GoodLoss">Chance to lose a datagram in the good state.</param>
public sealed record BurstLoss(double Enter, double Exit, double BadLoss, double GoodLoss = 0);
