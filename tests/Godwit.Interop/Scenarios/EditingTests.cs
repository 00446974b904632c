using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

public sealed class EditingTests
{
    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task Bash_LineEditing_ScreenEqualsDirect(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Wrapper);
        await stage.TypeAsync("echo one two threx");
        await stage.PressAsync("BSpace");
        await stage.TypeAsync("e");
        await stage.AssertSameScreenAsync();
    }
}
