using System.Net;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>What is refused on the way, and that refusals, repeats and crashes leave no half-done purchase.</summary>
[Trait("Kind", "Db")]
public sealed class JointRefusalTests(JointApp app) : IClassFixture<JointApp>
{
    [Fact]
    public async Task Over_budget_is_refused_with_what_is_missing_and_can_be_repaired()
    {
        var joint = await app.Open("予算不足の試験");
        await app.Allot("gujo-city", 100_000);
        var before = await app.Budget("gujo-city");
        var ceiling = before.Remaining.Yen + 900_000;
        await app.File(joint, "gujo-city", 50, 38_500, ceiling);
        var approver = await app.Commit(joint, "gujo-city");
        Assert.Contains("予算不足", approver.Text, StringComparison.Ordinal);
        Assert.Contains("¥900,000不足", approver.Text, StringComparison.Ordinal);
        Assert.Equal(before, await app.Budget("gujo-city"));

        await app.File(joint, "gujo-city", 50, 38_500, before.Remaining.Yen);
        Assert.Contains("参加決定", (await app.Commit(joint, "gujo-city")).Text, StringComparison.Ordinal);
        Assert.Equal(Money.Zero, (await app.Budget("gujo-city")).Remaining);

        // Withdrawing gives everything back; filing again is possible and binds anew.
        var requester = await app.Requester("gujo-city");
        await requester.Get($"/joint/{joint}/withdraw");
        await requester.Submit(null);
        await app.Settle();
        Assert.Equal(before, await app.Budget("gujo-city"));
        await app.File(joint, "gujo-city", 50, 38_500, 100_000);
        Assert.Contains("参加決定", (await app.Commit(joint, "gujo-city")).Text, StringComparison.Ordinal);
        Assert.Equal(before.Remaining - new Money(100_000), (await app.Budget("gujo-city")).Remaining);
    }

    [Fact]
    public async Task After_the_demand_deadline_nobody_files_commits_or_withdraws()
    {
        var joint = await app.Open("届出の期限の試験");
        await app.Allot("ogaki-city", 1_000_000);
        var late = await app.Requester("ogaki-city");
        await late.Get($"/joint/{joint}/demand");
        await app.PassDemandDeadline(joint);
        await late.Submit(null, ("Input.Users", "10"), ("Input.Population", "1000"), ("Input.StartMonth", Text(JointApp.Month)[..7]), ("Input.BudgetLine", JointApp.Line), ("Input.Ceiling", "1000"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("期限", late.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Count($"select count(*) from procurement.joint_participant p join procurement.joint_procurement j on j.id = p.procurement_id where j.public_id = '{joint}'"));
        Assert.Contains("2団体以上", (await app.Call(joint)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Impatient_second_clicks_change_nothing()
    {
        var joint = await app.Open("二重送信の試験");
        var lead = await app.Requester("gifu-pref");
        await lead.Get("/joint/new");
        await lead.Submit(null, ("Input.Title", "二重に開く"), ("Input.Category", "0101"), ("Input.Specification", "仕様"), ("Input.StartMonth", Text(JointApp.Month)[..7]),
            ("Input.DemandDeadline", Text(JointApp.Today.AddDays(1))), ("Input.OfferDeadline", Text(JointApp.Today.AddDays(2))), ("Input.Equal", "100"));
        var first = lead.Address.AbsolutePath;
        await lead.SubmitAgain();
        Assert.Equal(first, lead.Address.AbsolutePath);
        Assert.Equal(1, await app.Count("select count(*) from procurement.joint_procurement where title = '二重に開く'"));

        foreach (var body in new[] { "takayama-city", "ikeda-town" })
        {
            await app.Allot(body, 10_000_000);
            var before = await app.Budget(body);
            var requester = await app.File(joint, body, 100, 50_000, 5_000_000);
            await requester.SubmitAgain();
            Assert.Equal($"/joint/{joint}", requester.Address.AbsolutePath);
            var approver = await app.Approver(body);
            await approver.Get($"/joint/{joint}/commit");
            await approver.Submit(null);
            await approver.SubmitAgain();
            Assert.Equal($"/joint/{joint}", approver.Address.AbsolutePath);
            await app.Settle();
            await approver.SubmitAgain();
            await app.Settle();
            Assert.Equal(before.Remaining - new Money(5_000_000), (await app.Budget(body)).Remaining);
        }

        await app.Call(joint);
        var seller = await app.Offer(joint, "mihon-gyosei", 1_000_000, 500, 400);
        await seller.SubmitAgain();
        Assert.Equal($"/joint/{joint}", seller.Address.AbsolutePath);
        Assert.Equal(1, await app.Count($"select count(*) {Offers(joint)}"));

        await app.PassOfferDeadline(joint);
        var award = await app.Award(joint, "みほん行政");
        await award.SubmitAgain();
        Assert.Equal($"/joint/{joint}", award.Address.AbsolutePath);
        await app.Settle();
        Assert.Equal(2, await app.Count($"select count(*) from procurement.contract c join procurement.joint_procurement j on j.id = c.source_id where j.public_id = '{joint}'"));
        Assert.Equal(1, await app.Count($"select count(*) from procurement.joint_procurement where public_id = '{joint}' and state = 'Concluded'"));
    }

    [Fact]
    public async Task A_seller_without_standing_does_not_offer_and_is_not_awarded_and_late_offers_are_refused()
    {
        var joint = await Ready("認証と期限の試験");
        var form = await app.Seller("kakuu-joho");
        await form.Get($"/joint/{joint}/offer");
        var (mihon, kakuu) = (await app.Vendor("mihon-gyosei"), await app.Vendor("kakuu-joho"));
        foreach (var vendor in new[] { mihon, kakuu })
            await app.AgeProofs(vendor, 20);
        Assert.Contains("有効期限が切れている", (await (await app.Seller("mihon-gyosei")).Get($"/joint/{joint}/offer")).Text, StringComparison.Ordinal);
        await form.Submit(null, Price(form, 1_000));
        Assert.Equal(HttpStatusCode.Conflict, form.Status);
        Assert.Contains("有効期限が切れている", form.Text, StringComparison.Ordinal);
        foreach (var vendor in new[] { mihon, kakuu })
            await app.AgeProofs(vendor, -20);

        await form.Get($"/joint/{joint}/offer");
        await form.Submit(null, Price(form, 1_000));
        Assert.Equal(1, await app.Count($"select count(*) {Offers(joint)}"));
        var rival = await app.Seller("mihon-gyosei");
        await rival.Get($"/joint/{joint}/offer");
        await app.PassOfferDeadline(joint);
        await rival.Submit(null, Price(rival, 900));
        Assert.Equal(HttpStatusCode.Conflict, rival.Status);
        Assert.Contains("期限", rival.Text, StringComparison.Ordinal);

        await app.Suspend(kakuu, suspended: true);
        var award = await app.Award(joint, "架空情報");
        Assert.Equal(HttpStatusCode.Conflict, award.Status);
        await app.Suspend(kakuu, suspended: false);
        Assert.Contains("評価中", (await award.Get($"/joint/{joint}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_above_a_ceiling_is_not_awarded_and_nothing_moves()
    {
        var joint = await Ready("上限額の試験", ceiling: 50_000);
        await app.Offer(joint, "mihon-gyosei", 10_000_000, 500, 400);
        await app.PassOfferDeadline(joint);
        var before = await app.Budget("ogaki-city");
        var award = await app.Award(joint, "みほん行政");
        Assert.Equal(HttpStatusCode.Conflict, award.Status);
        Assert.Contains("大垣市の負担額", award.Text, StringComparison.Ordinal);
        Assert.Contains("高山市の負担額", award.Text, StringComparison.Ordinal);
        await app.Settle();
        Assert.Equal(before, await app.Budget("ogaki-city"));

        // Cancelling gives back what was bound.
        var lead = await app.Requester("gifu-pref");
        await lead.Get($"/joint/{joint}/cancel");
        await lead.Submit(null, ("Input.Reason", "上限額に収まる申込がなかったため。"));
        await app.Settle();
        Assert.Contains("中止", lead.Text, StringComparison.Ordinal);
        Assert.Equal(before.Encumbered - new Money(50_000), (await app.Budget("ogaki-city")).Encumbered);
        await app.Redeliver("DemandReleased");
        Assert.Equal(before.Encumbered - new Money(50_000), (await app.Budget("ogaki-city")).Encumbered);
    }

    [Fact]
    public async Task Cancelling_while_a_budget_is_being_encumbered_leaves_nothing_bound_whatever_became_of_it()
    {
        var joint = await app.Open("確保中の中止の試験");
        await app.Allot("ikeda-town", 1_000_000);
        await app.Allot("takayama-city", 1_000_000);
        var (ikeda, takayama) = (await app.Budget("ikeda-town"), await app.Budget("takayama-city"));
        await app.File(joint, "ikeda-town", 10, 20_000, 700_000);
        await app.Commit(joint, "ikeda-town");
        await app.File(joint, "takayama-city", 10, 20_000, 700_000);
        // Ikeda's encumbrance reached the journal but the module did not hear of it; Takayama's never reached it.
        await app.Sql($"update procurement.joint_participant p set state = 'Committing', attempt = 1, committed_by = 'x' from procurement.joint_procurement j where j.id = p.procurement_id and j.public_id = '{joint}'");
        var lead = await app.Requester("gifu-pref");
        await lead.Get($"/joint/{joint}/cancel");
        await lead.Submit(null, ("Input.Reason", "予定が変わったため。"));
        await app.Settle();
        Assert.Equal(ikeda, await app.Budget("ikeda-town"));
        Assert.Equal(takayama, await app.Budget("takayama-city"));
        await app.Redeliver("DemandCommitted");
        Assert.Equal(ikeda, await app.Budget("ikeda-town"));
    }

    [Fact]
    public async Task Two_people_editing_the_same_filing_do_not_overwrite_each_other()
    {
        var joint = await app.Open("古い画面の試験");
        await app.Allot("ogaki-city", 1_000_000);
        await app.File(joint, "ogaki-city", 10, 158_000, 1_000);
        var first = await app.Requester("ogaki-city");
        var second = await app.SignIn("kenmu@ogaki-city.example", Role.Requester, "大垣市");
        await first.Get($"/joint/{joint}/demand");
        await second.Get($"/joint/{joint}/demand");
        await first.Submit(null, ("Input.Users", "20"));
        await second.Submit(null, ("Input.Users", "30"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("value=\"30\"", second.Html, StringComparison.Ordinal);
        Assert.Equal(20, await app.Scalar<int>($"select users from procurement.joint_participant p join procurement.joint_procurement j on j.id = p.procurement_id where j.public_id = '{joint}'"));

        // An approver who saw the old filing does not approve the new one unseen; who filed does not approve at all.
        var approver = await app.Approver("ogaki-city");
        await approver.Get($"/joint/{joint}/commit");
        await second.Submit(null, ("Input.Users", "30"));
        await approver.Submit(null);
        Assert.Equal(HttpStatusCode.Conflict, approver.Status);
        var both = await app.SignIn("kenmu@ogaki-city.example", Role.Approver, "大垣市");
        await both.Get($"/joint/{joint}/commit");
        await both.Submit(null);
        Assert.Equal(HttpStatusCode.Conflict, both.Status);
        Assert.Contains("届け出た人は決裁できません", both.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_sees_and_does_only_what_is_theirs()
    {
        var joint = await app.Open("見える範囲の試験");
        await app.Join(joint, "ogaki-city", 321, 158_000, 7_654_321);
        var own = await (await app.Requester("ogaki-city")).Get($"/joint/{joint}");
        Assert.Contains("7,654,321", own.Text, StringComparison.Ordinal);
        var lead = await (await app.Requester("gifu-pref")).Get($"/joint/{joint}");
        Assert.Contains("321人", lead.Text, StringComparison.Ordinal);
        Assert.Contains("158,000", lead.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7,654,321", lead.Text, StringComparison.Ordinal);
        var stranger = await (await app.Seller("mihon-gyosei")).Get($"/joint/{joint}");
        Assert.Contains("大垣市", stranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("158,000", stranger.Text, StringComparison.Ordinal);

        var other = await app.Requester("takayama-city");
        foreach (var act in new[] { "call", "cancel", "withdraw" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/joint/{joint}/{act}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Approver("takayama-city")).Get($"/joint/{joint}/award")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Approver("takayama-city")).Get($"/joint/{joint}/commit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get("/joint/doesnotexist")).Status);
    }

    /// <summary>Two bodies committed, open for offers.</summary>
    private async Task<string> Ready(string title, long ceiling = 20_000_000)
    {
        var joint = await app.Open(title);
        await app.Join(joint, "ogaki-city", 640, 158_000, ceiling);
        await app.Join(joint, "takayama-city", 410, 82_000, ceiling);
        await app.Call(joint);
        return joint;
    }

    private static (string, string)[] Price(Browser form, long monthly) =>
    [
        ("Input.Listing", JointForms.Listing(form)),
        ("Input.Initial", "100000"), ("Input.Basis", "Bodies"), ("Input.Tiers[0].From", "0"), ("Input.Tiers[0].Price", $"{monthly}"),
    ];

    private static string Offers(string joint) => $"from procurement.joint_offer o join procurement.joint_procurement j on j.id = o.procurement_id where j.public_id = '{joint}'";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
