namespace Godwit.Prediction;

/// <summary>One key as the user's terminal sent it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">See <see cref="KeyKind"/>; 0 where it says nothing.</param>
internal readonly record struct Key(KeyKind Kind, int Code = 0);
