using System.Globalization;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Cases;

/// <summary>The program with its sample catalogue, and the steps of a case as people of Ōgaki take them in the browser.</summary>
public sealed class CaseApp : MarketplaceApp
{
    public const string Requester = "tanto@ogaki-city.example", Approver = "kessai@ogaki-city.example", Both = "kenmu@ogaki-city.example";
    public const string Reason = "価格が最も低く、必要な機能をすべて備えているため。";
    private static readonly LocalGovernmentCode Ogaki = LocalGovernmentCode.Parse("212024");

    public static FiscalYear Year => FiscalYear.Of(TimeProvider.System.JapanToday());

    /// <summary>A search of the sample catalogue that finds so many offers; its query string.</summary>
    public async Task<string> Search(int atLeast, int atMost) => await Inside(async sp =>
    {
        var catalogue = sp.GetRequiredService<ICatalogue>();
        var categories = await catalogue.Categories(CancellationToken.None);
        foreach (var query in categories.OrderBy(c => c.Parent is null).Select(c => $"?category={c.Code}").Append("?q=システム"))
        {
            if ((await catalogue.Find(query, 1, CancellationToken.None)).Total is var total && total >= atLeast && total <= atMost)
                return query;
        }

        throw new InvalidOperationException($"No sample search finds {atLeast} to {atMost} offers.");
    });

    public Task Allot(string line, long yen) => Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Run(
        Ogaki, new Allot(Guid.NewGuid(), TimeProvider.System.JapanToday(), "test", Year, line, "試験用の科目", new Money(yen)), CancellationToken.None));

    public async Task<BudgetLineFigures> Line(string line) =>
        (await Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Read(Ogaki, Year, CancellationToken.None))).Single(l => l.Line == line);

    /// <summary>Runs a command on Ōgaki's account that must be accepted.</summary>
    public async Task Run(PurchasingCommand command) =>
        Assert.Null((await Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Run(Ogaki, command, CancellationToken.None))).Refusal);

    public Task<BudgetReport> Report(FiscalYear year) => Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Report(Ogaki, year, CancellationToken.None));

    /// <summary>The form of a new case filled in; <paramref name="id"/> as from its hidden field.</summary>
    public static (string, string)[] Facts(string title, string line, Guid? id = null) =>
    [
        ("Input.Id", (id ?? Guid.CreateVersion7()).ToString()), ("Input.Title", title), ("Input.Purpose", "紙の文書を減らすため"), ("Input.Users", "200"), ("Input.Population", "160000"),
        ("Input.Start", Text(Year.FirstDay)), ("Input.End", Text(Year.LastDay)), ("Input.BudgetLine", $"{Year.Year}/{line}"),
    ];

    /// <summary>Opens a case on a search; its address.</summary>
    public async Task<string> Open(string title, string line, string search, string by = Requester, params (string, string)[] more)
    {
        var browser = await SignIn(by, by == Both ? Role.Requester : null, by == Both ? "大垣市" : null);
        await browser.Get("/cases/new?search=" + Uri.EscapeDataString(search));
        await browser.Submit(null, [.. Facts(title, line).Where(f => more.All(m => m.Item1 != f.Item1)), .. more]);
        Assert.Matches("^/cases/[a-z0-9]{12}$", browser.Address.AbsolutePath);
        return browser.Address.AbsolutePath;
    }

    public async Task<Browser> Lock(string address, string by = Requester)
    {
        var browser = await SignIn(by);
        await browser.Get(address + "/lock");
        return await browser.Submit(null, ("Input.Confirmed", "true"));
    }

    public async Task<Browser> Choose(string address, int position = 1, string by = Requester)
    {
        var browser = await SignIn(by);
        await browser.Get(address + "/choose");
        return await browser.Submit(null, ("Input.Position", $"{position}"), ("Input.Reason", Reason), ("Input.Method", "Negotiated"), ("Input.Ground", "2"),
            ("Input.MethodReason", "この条件を満たすサービスの仕様上、競争に適しないため。"));
    }

    public async Task<Browser> Request(string address, string by = Requester)
    {
        var browser = await SignIn(by);
        await browser.Get(address + "/request");
        return await browser.Submit(null);
    }

    /// <summary>From nothing to a choice.</summary>
    public async Task<string> Chosen(string title, string line)
    {
        var address = await Open(title, line, await Search(1, 30));
        await Lock(address);
        await Choose(address);
        return address;
    }

    /// <summary>From nothing to a request for approval.</summary>
    public async Task<string> Requested(string title, string line)
    {
        var address = await Chosen(title, line);
        Assert.Contains("決裁待ち", (await Request(address)).Text, StringComparison.Ordinal);
        return address;
    }

    public async Task<Browser> Approve(string address, string by = Approver)
    {
        var browser = await SignIn(by, by == Both ? Role.Approver : null, by == Both ? "大垣市" : null);
        await browser.Get(address + "/approve");
        return await browser.Submit(null);
    }

    public Task<long> Contracts(string address) => Scalar<long>($"select count(*) from procurement.contract k join procurement.procurement_case c on c.id = k.source_id where c.public_id = '{address.Split('/')[2]}'");

    public async Task Sql(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Suspends the seller of a case, or takes that back.</summary>
    public async Task Suspend(string address, bool suspended) => await this.Suspend(await SellerOf(address), suspended);

    /// <summary>Lets all proofs of a case's seller be twenty years older (or younger again).</summary>
    public async Task Age(string address, int years) => await this.AgeProofs(await SellerOf(address), years);

    private Task<Guid> SellerOf(string address) => Scalar<Guid>($"select seller_id from procurement.procurement_case where public_id = '{address.Split('/')[2]}'");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
