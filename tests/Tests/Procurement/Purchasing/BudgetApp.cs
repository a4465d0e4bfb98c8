using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>The program with the accounts of Gifu, and what its accountant does with them.</summary>
public sealed partial class BudgetApp : MarketplaceApp
{
    public const string Accountant = "kaikei@gifu-pref.example", Requester = "tanto@gifu-pref.example", Auditor = "kansa@operator.example";
    public static readonly LocalGovernmentCode Gifu = LocalGovernmentCode.Parse("210005");

    public static FiscalYear Year => FiscalYear.Of(TimeProvider.System.JapanToday());
    public static DateOnly Today => TimeProvider.System.JapanToday();

    /// <summary>Runs a command on the account, as something that happened before; it must be accepted.</summary>
    public async Task Happened(PurchasingCommand command) =>
        Assert.Null((await Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Run(Gifu, command, CancellationToken.None))).Refusal?.Code);

    public Task Allotted(FiscalYear year, string line, long yen, DateOnly? on = null) =>
        Happened(new Allot(Guid.NewGuid(), on ?? Today, "会計", year, line, "試験用の科目", new Money(yen)));

    public Task<BudgetReport> Report(FiscalYear year) => Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Report(Gifu, year, CancellationToken.None));

    public async Task<BudgetLineFigures> Line(FiscalYear year, string line) => (await Report(year)).Lines.Single(l => l.Line == line);

    public async Task<long> Entries()
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"select count(*) from procurement.purchasing_journal where body = '{Gifu}'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Chooses a file on the import page; its answer's status and HTML.</summary>
    public static async Task<(HttpStatusCode Status, string Html)> Upload(Browser browser, byte[] bytes)
    {
        await browser.Get("/budget/import");
        var token = Token().Match(browser.Html).Groups[1].Value;
        using var file = new ByteArrayContent(bytes);
        using var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { file, "Input.File", "yosan.csv" } };
        using var response = await browser.Raw(new HttpRequestMessage(HttpMethod.Post, "/budget/import") { Content = content });
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    public static string Csv(params string[] rows) => "年度,科目コード,科目名,財源区分,財源名称,議決額,配当額\r\n" + string.Join("\r\n", rows) + "\r\n";

    public static string Y => Year.Year.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("<main.*?name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex Token();
}
