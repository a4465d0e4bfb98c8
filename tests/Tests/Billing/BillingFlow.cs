using System.Globalization;
using System.Net;
using Marketplace.Billing;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Billing;

/// <summary>What sellers and accountants do in billing, over HTTP, between 見本行政システム and 岐阜県.</summary>
public sealed class BillingFlow(MarketplaceApp app)
{
    public const string SellerMail = "hanbai@mihon-gyosei.example", OtherSellerMail = "hanbai@kakuu-joho.example";
    public const string AccountantMail = "kaikei@gifu-pref.example", OtherAccountantMail = "kaikei@ogaki-city.example", RequesterMail = "tanto@gifu-pref.example";
    public const string FinanceMail = "keiri@operator.example";
    private static readonly CorporateNumber SellerNumber = CorporateNumber.Parse("8999900000001");

    public static DateOnly Today => TimeProvider.System.JapanToday();

    public Task<Browser> Seller() => app.SignIn(SellerMail);

    public Task<Browser> Accountant() => app.SignIn(AccountantMail);

    /// <summary>A contract of this fiscal year as procurement would announce it; its public id.</summary>
    public async Task<ContractConcluded> Contract(long net, string title = "文書管理サービス") => await app.Inside(async scope =>
    {
        var concluded = await Concluded(scope, net, title);
        var db = scope.GetRequiredService<BillingDbContext>();
        await scope.GetRequiredService<OpenBillableContract>().Handle(concluded, CancellationToken.None);
        await db.SaveChangesAsync();
        return concluded;
    });

    internal static async Task<ContractConcluded> Concluded(IServiceProvider scope, long net, string title)
    {
        var organisations = scope.GetRequiredService<IOrganisations>();
        var seller = (await organisations.FindByCorporateNumber(SellerNumber, CancellationToken.None))!;
        var buyer = (await organisations.FindByCode(LocalGovernmentCode.Parse("210005"), CancellationToken.None))!;
        var year = FiscalYear.Of(Today);
        var publicId = PublicId.New();
        return new ContractConcluded(
            Guid.CreateVersion7(), publicId, $"C-{year.Year}-{publicId[..6].ToUpperInvariant()}", title, buyer.Id, buyer.Name, buyer.Code!.Value, seller.Id, seller.Name,
            year, "02-01-05-13", new Money(net), 10, ConsumptionTax.Including(new Money(net)), year.FirstDay, year.LastDay, ContractSource.Case, Guid.NewGuid());
    }

    /// <summary>Reports a delivery of one line (all that is left when <paramref name="yen"/> is null); the delivery's address, or null when it was refused.</summary>
    public async Task<string?> Report(ContractConcluded contract, long? yen = null, Browser? browser = null)
    {
        browser ??= await Seller();
        await browser.Get($"/contracts/{contract.PublicId}/deliver");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await (yen is null ? browser.Submit(null) : browser.Submit(null, ("Input.Lines[0].UnitPrice", yen.Value.ToString(CultureInfo.InvariantCulture))));
        return browser.Address.AbsolutePath.StartsWith("/deliveries/", StringComparison.Ordinal) ? browser.Address.AbsolutePath : null;
    }

    public async Task<Browser> Accept(string delivery, DateOnly? on = null, Browser? browser = null)
    {
        browser ??= await Accountant();
        await browser.Get(delivery + "/inspect");
        // Another window may have accepted it already; then there is nothing to press.
        if (!browser.Html.Contains("Input.Decision", StringComparison.Ordinal))
            return browser;
        return await browser.Submit(null, ("Input.Decision", "Accept"), ("Input.On", Form(on ?? Today)));
    }

    /// <summary>Issues the invoice; its address.</summary>
    public async Task<string> Issue(string delivery, Browser? browser = null)
    {
        browser ??= await Seller();
        await browser.Get(delivery + "/invoice");
        // Another window may have issued it already; then the page leads to the invoice.
        if (!browser.Address.AbsolutePath.StartsWith("/invoices/", StringComparison.Ordinal))
            await browser.Submit(null);
        Assert.StartsWith("/invoices/", browser.Address.AbsolutePath, StringComparison.Ordinal);
        return browser.Address.AbsolutePath;
    }

    /// <summary>From nothing to an issued invoice.</summary>
    public async Task<(ContractConcluded Contract, string Invoice)> Invoiced(long net, string title = "文書管理サービス")
    {
        var contract = await Contract(net, title);
        var delivery = (await Report(contract))!;
        await Accept(delivery);
        return (contract, await Issue(delivery));
    }

    internal Task<Invoice> Stored(string invoice) =>
        Look(db => db.Invoices.SingleAsync(i => i.PublicId == invoice.Substring("/invoices/".Length)));

    internal Task<T> Look<T>(Func<BillingDbContext, Task<T>> look) => app.Inside(scope => look(scope.GetRequiredService<BillingDbContext>()));

    /// <summary>How often an event about this contract was published.</summary>
    public Task<int> Published<TEvent>(ContractConcluded contract) where TEvent : IEvent => Look(async db =>
    {
        var (type, id) = (typeof(TEvent).Name, contract.ContractId.ToString());
        return await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from shared.outbox where type = {type} and payload->>'contractId' = {id}").SingleAsync();
    });

    /// <summary>Waits until so many events of that kind about this contract are handled. (Procurement does not know the contracts made up here, so not every event can settle.)</summary>
    public async Task Handled<TEvent>(ContractConcluded contract, int times) where TEvent : IEvent
    {
        var (type, id) = (typeof(TEvent).Name, contract.ContractId.ToString());
        for (var i = 0; i < 200; i++)
        {
            if (await Look(async db => await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from shared.outbox where done_at is not null and type = {type} and payload->>'contractId' = {id}").SingleAsync()) == times)
                return;
            await Task.Delay(50);
        }

        throw new TimeoutException($"{type} was not handled within ten seconds.");
    }

    public static string Form(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
