using Godwit.Bench.Links;

namespace Godwit.Bench.Systems;

/// <summary>One system on one link.</summary>
internal sealed record Lane(NamedLink Link, Contender System);
