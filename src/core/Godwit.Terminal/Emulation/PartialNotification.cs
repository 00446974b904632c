namespace Godwit.Terminal;

/// <summary>What came so far of a notification in parts (OSC 99).</summary>
/// <param name="Id">The program's name for it: parts belong together if theirs is the same.</param>
/// <param name="Title">At most <see cref="Emulator.TitleLengthMax"/> characters.</param>
/// <param name="Body">At most <see cref="Emulator.NotificationLengthMax"/> characters.</param>
internal sealed record PartialNotification(string Id, string Title, string Body);
