using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>The table of spec 04, run with stock's programs and with ours under stock's names: what may differ is said in the table and in docs/parity.md.</summary>
public sealed class ParityTests : IClassFixture<ParityFolder>
{
    private static readonly Dictionary<string, ParityRow> Rows = ParityTable.All.ToDictionary(row => row.Name);

    private readonly ParityFolder folder;

    public ParityTests(ParityFolder folder) => this.folder = folder;

    public static TheoryData<string> Mosh => Names(ParityTable.MoshRows);

    public static TheoryData<string> MoshServer => Names(ParityTable.ServerRows);

    [Theory]
    [MemberData(nameof(MoshServer))]
    public Task MoshServer_Row_IsAsStockButForWhatIsSaid(string name) => CompareAsync(name, ServerRun.OfAsync);

    public static TheoryData<string> MoshClient => Names(ParityTable.ClientRows);

    [Theory]
    [MemberData(nameof(MoshClient))]
    public Task MoshClient_Row_IsAsStockButForWhatIsSaid(string name) => CompareAsync(name, ClientRun.OfAsync);

    public static TheoryData<string> Godwit => Names(ParityTable.GodwitRows);

    /// <summary>The options of mosh under our own name: with a client of the user's own it starts as mosh does.</summary>
    [Theory]
    [MemberData(nameof(Godwit))]
    public Task Godwit_RowOfMosh_IsAsStockButForWhatIsSaid(string name) => CompareAsync(name, WrapperRun.OfAsync);

    [Theory]
    [MemberData(nameof(Mosh))]
    public Task Mosh_Row_IsAsStockButForWhatIsSaid(string name) => CompareAsync(name, WrapperRun.OfAsync);

    /// <summary>What differs is written where people look.</summary>
    [Fact]
    public async Task Document_Differences_AreThoseOfTheTable()
    {
        string path = Path.Combine(Programs.RepositoryRoot(), "docs", "parity.md");
        string document = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        string renewed = ParityDocument.Renew(document);
        if (Environment.GetEnvironmentVariable("GODWIT_WRITE_PARITY") == "1")
        {
            await File.WriteAllTextAsync(path, renewed, TestContext.Current.CancellationToken);
        }

        Assert.Equal(renewed, document);
    }

    private async Task CompareAsync(string name, Func<ParityRow, Side, TestFolder, Task<Facts>> run)
    {
        ParityRow row = Rows[name];
        var stock = new Side(Path.GetDirectoryName(Programs.Installed("mosh", "mosh"))!);
        var ours = new Side(await Programs.OursAsync());
        (string program, Side other) = row.Program == "godwit" ? ("mosh", ours) : (row.Program, stock);
        Task<Facts> reference = run((row.Meant ?? row) with { Program = program }, other, folder.Whole);
        Facts ofOurs = await run(row, ours, folder.Whole);
        Facts expected = await reference;
        if (row.Meant is not null)
        {
            // It stands in the list of processes as it was typed.
            expected[Facts.Title] = ofOurs[Facts.Title];
            Assert.False((await run(row with { Program = program }, other, folder.Whole)).Equals(ofOurs), "Stock does the same as ours with this row.");
        }

        Facts.Compare(row, expected, ofOurs);
    }

    private static TheoryData<string> Names(IReadOnlyList<ParityRow> rows)
    {
        var names = new TheoryData<string>();
        foreach (ParityRow row in rows)
        {
            names.Add(row.Name);
        }

        return names;
    }
}
