using System.Net;
using Marketplace.Procurement.Ceilings;
using Marketplace.Shared;
using Marketplace.Tests.Procurement.Cases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Procurement.Ceilings;

/// <summary>Ceilings as a body's accountant sets them, and what a case makes of them.</summary>
[Trait("Kind", "Db")]
public sealed class CeilingJourneyTests(CaseApp app) : IClassFixture<CaseApp>
{
    private const string Accountant = "kaikei@ogaki-city.example";

    [Fact]
    public async Task Known_adoption_days_are_seeded_and_unverified_values_are_not_shown()
    {
        await Seeded("203858", "2025-05-31", 500_000);
        await Seeded("203858", "2025-06-01", 1_000_000);
        await Seeded("092037", "2025-08-31", 500_000);
        await Seeded("092037", "2025-09-01", 1_000_000);
        await Seeded("202070", "2025-09-30", 500_000);
        await Seeded("202070", "2025-10-01", 1_000_000);
        await Seeded("412031", "2025-04-01", 1_000_000);
        await Seeded("032069", "2025-04-01", 1_000_000);
        var prefecture = await app.SignIn("tanto@gifu-pref.example");
        await prefecture.Get("/budget/ceilings");
        Assert.Contains("¥4,000,000", prefecture.Text, StringComparison.Ordinal);
        Assert.Contains("確認中", prefecture.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("¥1,500,000", prefecture.Text, StringComparison.Ordinal);

        async Task Seeded(string code, string day, long yen)
        {
            var book = await app.Inside(sp => sp.GetRequiredService<CeilingBooks>().Of(LocalGovernmentCode.Parse(code), CancellationToken.None));
            var ceiling = book!.On(DateOnly.Parse(day, null), CeilingCategory.Other);
            Assert.Equal((code, day, new Money(yen)), (code, day, ceiling.Own!.Amount));
            Assert.NotEmpty(ceiling.Own.Source);
        }
    }

    [Fact]
    public async Task A_setting_is_entered_once_corrected_and_kept_from_others()
    {
        var (first, second) = (await app.SignIn(Accountant), await app.SignIn(Accountant));
        (string, string)[] form = [("Input.Id", Guid.CreateVersion7().ToString()), ("Input.Category", "Purchase"), ("Input.ValidFrom", "2026-04-01"), ("Input.Amount", "1,500,001"), ("Input.Source", "大垣市契約規則第25条")];
        await first.Get("/budget/ceilings/new?category=Purchase");
        await first.Submit(null, form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.Status);
        Assert.Contains("政令（地方自治法施行令別表第五）の額は¥1,500,000で、¥1超えています", first.Text, StringComparison.Ordinal);

        form[3] = ("Input.Amount", "900,000");
        await second.Get("/budget/ceilings/new?category=Purchase");
        await Task.WhenAll(first.Submit(null, form), second.Submit(null, form));
        Assert.Equal(("/budget/ceilings", "/budget/ceilings"), (first.Address.AbsolutePath, second.Address.AbsolutePath));
        Assert.Equal(1, await app.Scalar<long>("select count(*) from procurement.body_ceiling where category = 'Purchase' and body_code = '212024'"));
        Assert.Contains("¥900,000", first.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.Scalar<long>("select count(*) from shared.audit where record = 'procurement.body_ceiling' and person_name <> ''"));

        var address = "/budget/ceilings/" + await app.Scalar<Guid>("select id from procurement.body_ceiling where category = 'Purchase' and body_code = '212024'");
        await first.Get(address);
        await first.Submit(null, ("Input.Amount", "950,000"), ("Input.Source", "大垣市契約規則第25条（正誤）"));
        Assert.Contains("訂正前", first.Text, StringComparison.Ordinal);
        // The old revision cannot be corrected once more from a form that still shows it.
        await second.Get(address);
        await second.Submit(null, ("Input.Amount", "960,000"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Sql("update procurement.body_ceiling set amount = 1"));

        var other = await app.SignIn("kaikei@gifu-pref.example");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get(address)).Status);
        Assert.DoesNotContain("大垣市契約規則", (await other.Get("/budget/ceilings?body=212024")).Text, StringComparison.Ordinal);
        var requester = await app.SignIn(CaseApp.Requester);
        Assert.Equal(HttpStatusCode.Forbidden, (await requester.Get(address)).Status);
    }

    [Fact]
    public async Task A_small_amount_is_allowed_up_to_the_ceiling_and_a_split_is_told()
    {
        await app.Allot("06-01-01-13", 90_000_000);
        var first = await app.Chosen("一つ目の調達", "06-01-01-13");
        var total = await app.Scalar<long>("select total from procurement.procurement_case where title = '一つ目の調達'");
        await Set(total);
        await app.Request(first);
        await app.Approve(first);
        await app.Settle();

        var second = await app.Open("二つ目の調達", "06-01-01-13", await app.Search(1, 30));
        await app.Lock(second);
        var choose = await app.SignIn(CaseApp.Requester);
        await Choose(choose, second);
        Assert.Contains($"団体の規則の額{new Money(total)}", choose.Text, StringComparison.Ordinal);
        Assert.Contains("分割発注に当たらないか確かめてください", choose.Text, StringComparison.Ordinal);
        Assert.Contains("一つ目の調達", choose.Text, StringComparison.Ordinal);
        Assert.Contains("/contracts/" + await app.Scalar<string>("select public_id from procurement.contract where title = '一つ目の調達'"), choose.Html, StringComparison.Ordinal);

        // What was chosen stays chosen; chosen anew it is judged by the lower ceiling.
        await Set(total - 1);
        await Choose(choose, second, "（再）");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, choose.Status);
        Assert.Contains("¥1超えています。ほかの号か方法を選んでください", choose.Text, StringComparison.Ordinal);
        Assert.Contains("できない", (await choose.Get(second)).Text, StringComparison.Ordinal);

        Task Set(long yen) => app.Sql($"""
            insert into procurement.body_ceiling (id, body_code, category, valid_from, revision, amount, source, person_name, entered_at)
            select gen_random_uuid(), '212024', 'Other', '2026-04-01', count(*) + 1, {yen}, '大垣市契約規則', '', now() from procurement.body_ceiling where body_code = '212024' and category = 'Other'
            """);

        static async Task Choose(Browser browser, string address, string more = "")
        {
            await browser.Get(address + "/choose");
            await browser.Submit(null, ("Input.Position", "1"), ("Input.Reason", CaseApp.Reason + more), ("Input.Method", "Negotiated"), ("Input.Category", "Other"), ("Input.Ground", "1"),
                ("Input.MethodReason", "少額のため、規則により一者から見積りを徴した。"));
        }
    }
}
