using System.Net;
using System.Text.Json;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>SIGKILL while a budget is being imported: all rows or none, and the form sent again gets the one true outcome.</summary>
[Trait("Kind", "Crash")]
public sealed class ImportCrashTests(HostProcess host) : IClassFixture<HostProcess>
{
    private const int Rows = 300;

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(60)]
    public async Task An_import_cut_off_is_whole_or_not_there(int milliseconds)
    {
        var csv = BudgetApp.Csv([.. Enumerable.Range(100, Rows).Select(i => $"{BudgetApp.Y},12-{i}-{100 + milliseconds}-12,公債費,,,2,1")]);
        var browser = await host.SignIn(BudgetApp.Accountant);
        await browser.Get("/budget/import");
        await browser.Submit("/budget/import", ("Input.Csv", csv));
        var sending = browser.Submit("/budget/import", ("Confirmed", "true"));
        await Task.Delay(milliseconds);
        host.Kill();
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(5)));
        Assert.True(sending.IsCompleted);
        await host.Start();
        Assert.Contains(await Voted(milliseconds), (long[])[0, 2 * Rows]);

        await browser.SubmitAgain();
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains($"{Rows}科目の予算を取り込みました", browser.Text);
        await browser.SubmitAgain();
        Assert.Equal(2 * Rows, await Voted(milliseconds));
    }

    private async Task<long> Voted(int which)
    {
        var browser = await host.SignIn(BudgetApp.Accountant);
        await browser.Get($"/api/v1/budget?year={BudgetApp.Y}");
        return JsonDocument.Parse(browser.Html).RootElement.GetProperty("lines").EnumerateArray()
            .Where(l => l.GetProperty("line").GetString()!.EndsWith($"-{100 + which}-12", StringComparison.Ordinal)).Sum(l => l.GetProperty("votedYen").GetInt64());
    }
}
