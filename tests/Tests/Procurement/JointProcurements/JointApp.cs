using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>The program with its sample catalogue and vendors, and the steps of a joint procurement as people take them in the browser.</summary>
public sealed class JointApp : MarketplaceApp
{
    public const string Line = "09-09-09-13";
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["gifu-pref"] = "210005", ["ogaki-city"] = "212024", ["takayama-city"] = "212032", ["gujo-city"] = "212199", ["ikeda-town"] = "214043",
    };

    public static DateOnly Today => JointForms.Today;

    public static DateOnly Month => JointForms.Month;

    public Task<Browser> Requester(string body) => SignIn($"tanto@{body}.example");

    public Task<Browser> Approver(string body) => SignIn($"kessai@{body}.example");

    public Task<Browser> Seller(string vendor) => SignIn($"hanbai@{vendor}.example");

    /// <summary>Opens one led by Gifu prefecture and says its public id.</summary>
    public async Task<string> Open(string title) => (await JointForms.Open(await Requester("gifu-pref"), title))["/joint/".Length..];

    public Task Allot(string body, long yen) => Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Run(
        LocalGovernmentCode.Parse(Codes[body]), new Allot(Guid.NewGuid(), Today, "test", FiscalYear.Of(Month), Line, "共同調達の試験", new Money(yen)), CancellationToken.None));

    public async Task<Browser> File(string joint, string body, int users, int population, long ceiling, int monthsLater = 0)
    {
        var browser = await Requester(body);
        await JointForms.File(browser, $"/joint/{joint}", Line, users, population, ceiling, monthsLater);
        return browser;
    }

    public async Task<Browser> Commit(string joint, string body)
    {
        var browser = await Approver(body);
        await browser.Get($"/joint/{joint}/commit");
        await browser.Submit(null);
        await Settle();
        return await browser.Get($"/joint/{joint}");
    }

    /// <summary>Files and commits with a budget that suffices.</summary>
    public async Task Join(string joint, string body, int users, int population, long ceiling = 20_000_000, int monthsLater = 0)
    {
        await Allot(body, ceiling);
        await File(joint, body, users, population, ceiling, monthsLater);
        Assert.Contains("参加決定", (await Commit(joint, body)).Text, StringComparison.Ordinal);
    }

    public async Task<Browser> Call(string joint)
    {
        var lead = await Requester("gifu-pref");
        await lead.Get($"/joint/{joint}/call");
        return await lead.Submit(null);
    }

    public async Task<Browser> Offer(string joint, string vendor, long initial, long first, long second)
    {
        var browser = await Seller(vendor);
        await JointForms.Offer(browser, $"/joint/{joint}", initial, first, second);
        return browser;
    }

    public async Task<Browser> Award(string joint, string seller)
    {
        var approver = await Approver("gifu-pref");
        await approver.Get($"/joint/{joint}/award");
        var offer = await Scalar<string>($"select o.public_id from procurement.joint_offer o join procurement.joint_procurement j on j.id = o.procurement_id where j.public_id = '{joint}' and o.seller_name like '%{seller}%'");
        await approver.Submit(null, ("Input.Offer", offer), ("Input.Reason", "総額がもっとも低いため。"));
        return approver;
    }

    /// <summary>Lets a deadline pass: moves it into the past, as the database judges it.</summary>
    public Task PassDemandDeadline(string joint) => Sql($"update procurement.joint_procurement set demand_closes_at = now() - interval '1 hour' where public_id = '{joint}'");

    public Task PassOfferDeadline(string joint) =>
        Sql($"update procurement.joint_procurement set demand_closes_at = now() - interval '2 hours', offers_open_at = now() - interval '1 hour' where public_id = '{joint}'");

    /// <summary>Delivers everything of that kind once more, as after a crash before the inbox row was committed.</summary>
    public async Task Redeliver(string type)
    {
        await Sql($"delete from shared.inbox where message_id in (select id from shared.outbox where type = '{type}'); update shared.outbox set done_at = null, due_at = now() where type = '{type}'");
        await Settle();
    }

    public async Task<BudgetLine> Budget(string body)
    {
        var lines = await Inside(sp => sp.GetRequiredService<IPurchasingAccounts>().Read(LocalGovernmentCode.Parse(Codes[body]), FiscalYear.Of(Month), CancellationToken.None));
        var line = lines.Single(l => l.Line == Line);
        return new BudgetLine(line.Encumbered, line.Remaining);
    }

    public Task<long> Count(string sql) => Scalar<long>(sql);

    public async Task Sql(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The sample vendor of that short name.</summary>
    public Task<Guid> Vendor(string vendor) => Scalar<Guid>($"select m.organisation_id from accounts.membership m join accounts.person p on p.id = m.person_id where p.email = 'hanbai@{vendor}.example' limit 1");
}

/// <summary>What of the tests' budget line is bound, and what is left.</summary>
public sealed record BudgetLine(Money Encumbered, Money Remaining);
