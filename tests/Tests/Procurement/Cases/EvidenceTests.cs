using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Cases;

/// <summary>What is locked stays as it was, and who touches it is found out.</summary>
[Trait("Kind", "Db")]
public sealed class EvidenceTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task More_than_thirty_candidates_are_not_locked()
    {
        await app.Allot("03-01-08-13", 1_000_000);
        var address = await app.Open("広すぎる検索", "03-01-08-13", await app.Search(31, int.MaxValue));
        var page = await (await app.SignIn(CaseApp.Requester)).Get(address + "/lock");
        Assert.Contains("確定できません（30件まで）", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.Confirmed", page.Fields());
        Assert.Equal(0, await app.Scalar<long>($"select count(*) from procurement.case_candidate k join procurement.procurement_case c on c.id = k.case_id where c.public_id = '{address[7..]}'"));
    }

    [Fact]
    public async Task A_case_without_a_budget_line_is_led_to_choose_one_before_its_search_is_locked()
    {
        var address = await app.Open("科目は未定", "03-01-11-13", await app.Search(1, 30), more: ("Input.BudgetLine", ""));
        var page = await (await app.SignIn(CaseApp.Requester)).Get(address + "/lock");
        Assert.Contains("予算科目が決まっていません", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{address}/edit\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.Confirmed", page.Fields());
    }

    [Fact]
    public async Task Locked_candidates_cannot_be_changed_even_in_the_database()
    {
        await app.Allot("03-01-09-13", 1_000_000);
        var address = await app.Open("証拠の保全", "03-01-09-13", await app.Search(1, 30));
        await app.Lock(address);
        foreach (var change in new[] { "update procurement.case_candidate set net = 1", "delete from procurement.case_candidate", "update procurement.case_search set query = ''" })
            await Assert.ThrowsAsync<PostgresException>(() => app.Sql(change));
    }

    [Fact]
    public async Task A_candidate_changed_behind_the_products_back_is_named_to_anybody_who_checks()
    {
        await app.Allot("03-01-10-13", 1_000_000);
        var address = await app.Open("証拠の照合", "03-01-10-13", await app.Search(2, 30));
        await app.Lock(address);
        var (ofCase, hash) = ($"case_id = (select id from procurement.procurement_case where public_id = '{address[7..]}')",
            await app.Scalar<string>($"select evidence_hash from procurement.procurement_case where public_id = '{address[7..]}'"));
        var visitor = app.Visitor();
        Assert.DoesNotContain("\"holds\":false", (await visitor.Get($"/api/v1/evidence/{hash}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("不一致", (await visitor.Get($"/evidence/{hash}")).Text, StringComparison.Ordinal);

        await app.Sql($"""
            alter table procurement.case_candidate disable trigger user;
            update procurement.case_candidate set offer_json = replace(offer_json::text, '"summary":"', '"summary":"改')::json where position = 2 and {ofCase};
            alter table procurement.case_candidate enable trigger user
            """);
        Assert.Contains("計算した値と一致しません", (await visitor.Get($"/evidence/{hash}")).Text, StringComparison.Ordinal);
        Assert.Contains("保管内容と不一致", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("保管内容と不一致", (await (await app.SignIn(CaseApp.Requester)).Get(address)).Text, StringComparison.Ordinal);
        var told = System.Text.Json.Nodes.JsonNode.Parse((await visitor.Get($"/api/v1/evidence/{hash}")).Html)!;
        Assert.False((bool)told["holds"]!);
        Assert.Equal([2], told["candidates"]!.AsArray().Where(c => !(bool)c!["holds"]!).Select(c => (int)c!["position"]!));
    }
}
