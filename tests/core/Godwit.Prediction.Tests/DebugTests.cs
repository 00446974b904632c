namespace Godwit.Prediction.Tests;

public sealed class DebugTests(ITestOutputHelper log)
{
    [Fact]
    public void Secret()
    {
        foreach (string one in (Environment.GetEnvironmentVariable("GODWIT_DEBUG") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] p = one.Split(',');
            log.WriteLine($"##### {one}");
            if (p.Length == 3)
            {
                SecretTests.Trace(int.Parse(p[0]), p[1] == "true", int.Parse(p[2]), log.WriteLine);
            }
            else
            {
                EditingLawTests.Trace(int.Parse(p[0]), int.Parse(p[1]), log.WriteLine);
            }
        }
    }
}
