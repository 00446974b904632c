namespace Godwit.Cli.Demo;

/// <summary>One step of the script.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Text">What to type (<see cref="DemoStepKind.Type"/>), or the one key (<see cref="DemoStepKind.RubOut"/>). Printable ASCII, except for the key.</param>
/// <param name="Columns">How far the key moves the cursor to the left.</param>
internal readonly record struct DemoStep(DemoStepKind Kind, string Text = "", int Columns = 0);
