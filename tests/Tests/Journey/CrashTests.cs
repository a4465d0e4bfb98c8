using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Shared;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Journey;

/// <summary>The host is killed with SIGKILL at random moments while a body orders, accepts and pays and vendors deliver and invoice.
/// People try again as they would (load the page, press the button). In the end every purchase is whole and single, and the doctor finds nothing.</summary>
[Trait("Kind", "Db")]
public sealed partial class CrashTests(HostProcess host) : PowerCuts(host), IClassFixture<HostProcess>
{
    private const int Cases = 4;

    private static DateOnly Today => TimeProvider.System.JapanToday();
    private static FiscalYear Year => FiscalYear.Of(Today);

    [Fact]
    public async Task Killing_the_server_anywhere_leaves_no_half_purchase_and_no_lost_or_double_event()
    {
        var search = await SmallSearch();
        var people = new Dictionary<string, Browser>(StringComparer.Ordinal);
        foreach (var email in new[] { "tanto@ogaki-city.example", "kessai@ogaki-city.example", "kaikei@ogaki-city.example" })
            people[email] = await Host.SignIn(email);
        var cases = new List<string>();
        for (var i = 0; i < Cases; i++)
            cases.Add(await Prepare(people["tanto@ogaki-city.example"], search, i));

        using var stop = new CancellationTokenSource();
        var killer = KillNowAndThen(stop.Token);
        foreach (var address in cases)
            await Until(() => Step(people["kessai@ogaki-city.example"], address + "/approve"), async () => await Scalar($"select count(*) from procurement.procurement_case where public_id = '{address.Split('/')[2]}' and state in ('Ordering', 'Contracted')") == 1);
        await Until(async () => await Scalar("select count(*) from procurement.procurement_case where state = 'Contracted'") == Cases);
        await Until(async () => await Scalar("select count(*) from billing.contract") == Cases);

        foreach (var (id, seller) in await Contracts())
        {
            var vendor = await Retry(() => SellerOf(seller));
            await Until(() => Step(vendor, $"/contracts/{id}/deliver"), async () => await Scalar($"select count(*) from billing.delivery d join billing.contract c on c.id = d.contract_id where c.public_id = '{id}'") == 1);
            var delivery = await Text($"select d.public_id from billing.delivery d join billing.contract c on c.id = d.contract_id where c.public_id = '{id}'");
            await Until(() => Step(people["kaikei@ogaki-city.example"], $"/deliveries/{delivery}/inspect", ("Input.Decision", "Accept"), ("Input.On", Form(Today))), async () => await Scalar($"select count(*) from billing.delivery where public_id = '{delivery}' and state <> 'Reported'") == 1);
            await Until(() => Step(vendor, $"/deliveries/{delivery}/invoice"), async () => await Scalar($"select count(*) from billing.invoice i join billing.contract c on c.id = i.contract_id where c.public_id = '{id}'") == 1);
            var invoice = await Text($"select i.public_id from billing.invoice i join billing.contract c on c.id = i.contract_id where c.public_id = '{id}'");
            await Until(() => Step(people["kaikei@ogaki-city.example"], $"/invoices/{invoice}/pay"), async () => await Scalar($"select count(*) from billing.invoice where public_id = '{invoice}' and state <> 'Issued'") == 1);
            var (number, total) = (await Text($"select number from billing.invoice where public_id = '{invoice}'"), await Scalar($"select total from billing.invoice where public_id = '{invoice}'"));
            await Until(() => Step(vendor, "/payments/new", ("Input.Amount", $"{total}"), ("Input.Payer", "オオガキシ"), ("Input.Reference", number)), async () => await Scalar($"select count(*) from billing.invoice where public_id = '{invoice}' and state = 'Paid'") == 1);
        }

        await stop.CancelAsync();
        var kills = await killer;
        Assert.True(kills >= 3, $"only {kills} kills");
        await Until(async () => await Scalar("select count(*) from shared.outbox where done_at is null") == 0);

        Assert.Equal(Cases, await Scalar("select count(*) from procurement.contract where source = 'Case'"));
        Assert.Equal(0, await Scalar("select count(*) from (select source_id from procurement.contract group by source_id having count(*) > 1) twice"));
        Assert.Equal(Cases, await Scalar("select count(*) from shared.outbox where type = 'ContractConcluded'"));
        Assert.Equal(Cases, await Scalar("select count(*) from billing.invoice where state = 'Paid'"));
        Assert.Equal(Cases, await Scalar("select count(distinct payload->>'contractId') from shared.outbox where type = 'InvoicePaid'"));
        Assert.Equal(await Scalar("select count(*) from shared.outbox where type = 'InvoicePaid'"), await Scalar("select count(distinct payload->>'contractId') from shared.outbox where type = 'InvoicePaid'"));
        Assert.Equal(await Scalar("select sum(total)::bigint from procurement.contract"), await PaidByTheAccount());
        var (code, output) = await Host.Verb("doctor");
        Assert.True(code == 0, output);
    }

    private async Task<string> Prepare(Browser requester, string search, int i)
    {
        await requester.Get("/cases/new?search=" + Uri.EscapeDataString(search));
        await requester.Submit(null, ("Input.Title", $"停電に耐える案件 {i}"), ("Input.Purpose", "試験"), ("Input.Users", "5"), ("Input.Population", "1000"),
            ("Input.Start", Form(new DateOnly(Year.Year + 1, 3, 1))), ("Input.End", Form(Year.LastDay)), ("Input.BudgetLine", BudgetOption().Match(requester.Html).Value));
        Assert.Matches("^/cases/[a-z0-9]{12}$", requester.Address.AbsolutePath);
        var address = requester.Address.AbsolutePath;
        await Step(requester, address + "/lock", ("Input.Confirmed", "true"));
        await Step(requester, address + "/choose", ("Input.Position", "1"), ("Input.Reason", "価格が予算の範囲に収まるため。"), ("Input.Method", "Negotiated"), ("Input.Ground", "2"), ("Input.MethodReason", "この条件を満たすサービスの仕様上、競争に適しないため。"));
        await Step(requester, address + "/request");
        // The money is held first, by the relay.
        for (var n = 0; n < 100 && !(await requester.Get(address)).Text.Contains("決裁待ち", StringComparison.Ordinal); n++)
            await Task.Delay(200);
        Assert.Contains("決裁待ち", requester.Text, StringComparison.Ordinal);
        return address;
    }

    private async Task<Browser> SellerOf(string vendorName)
    {
        var email = await Text($"select p.email from accounts.person p join accounts.membership m on m.person_id = p.id join accounts.organisation o on o.id = m.organisation_id where o.name = '{vendorName}' and m.role in ('Seller', 'VendorAdmin') order by p.email desc limit 1");
        return await Host.SignIn(email);
    }

    /// <summary>A query that finds only offers of a vendor with sample people and a valid proof.</summary>
    private async Task<string> SmallSearch()
    {
        var name = await Text("""
            select po.snapshot->>'name' from catalog.published_offer po
            join accounts.organisation o on o.id = po.seller_id and o.name = (select name from accounts.organisation where id = (select organisation_id from accounts.membership m join accounts.person p on p.id = m.person_id where p.email = 'hanbai@mihon-gyosei.example' limit 1))
            where po.withdrawn_at is null
              and (select count(*) from catalog.published_offer x where x.snapshot->>'name' = po.snapshot->>'name' and x.withdrawn_at is null) = 1
            order by 1 limit 1
            """);
        return "?q=" + Uri.EscapeDataString($"\"{name}\"");
    }

    private async Task<List<(string Id, string Seller)>> Contracts()
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var command = source.CreateCommand("select public_id, seller_name from procurement.contract order by number");
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<(string, string)>();
        while (await reader.ReadAsync())
            all.Add((reader.GetString(0), reader.GetString(1)));
        return all;
    }

    private async Task<long> PaidByTheAccount()
    {
        var accountant = await Host.SignIn("kaikei@ogaki-city.example");
        using var response = await accountant.Raw(new HttpRequestMessage(HttpMethod.Get, $"/api/v1/budget?year={Year.Year}"));
        var json = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return Numbers(json, "paidYen").Sum();
    }

    private static IEnumerable<long> Numbers(System.Text.Json.Nodes.JsonNode? node, string name) => node switch
    {
        System.Text.Json.Nodes.JsonObject o => o.SelectMany(p => string.Equals(p.Key, name, StringComparison.Ordinal) ? [p.Value!.GetValue<long>()] : Numbers(p.Value, name)),
        System.Text.Json.Nodes.JsonArray a => a.SelectMany(n => Numbers(n, name)),
        _ => [],
    };

    private static string Form(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("20\\d\\d/02-01-05-13")]
    private static partial Regex BudgetOption();
}
