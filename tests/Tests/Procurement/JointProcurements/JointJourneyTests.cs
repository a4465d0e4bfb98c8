using System.Net;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>Step 6 of the journey in the browser: a prefecture and four bodies buy together.</summary>
[Trait("Kind", "Db")]
public sealed class JointJourneyTests(JointApp app) : IClassFixture<JointApp>
{
    private static readonly (string Body, int Users, int Population, int Later)[] Bodies =
        [("gifu-pref", 1200, 1_950_000, 0), ("ogaki-city", 640, 158_000, 0), ("takayama-city", 410, 82_000, 1), ("gujo-city", 230, 38_500, 0), ("ikeda-town", 97, 23_100, 2)];

    [Fact]
    public async Task Five_bodies_get_a_contract_each_and_the_shares_add_up_to_the_total()
    {
        var joint = await app.Open("文書管理 共同調達");
        foreach (var (body, users, population, later) in Bodies)
            await app.Join(joint, body, users, population, monthsLater: later);
        Assert.Equal(5, await app.Count($"select count(*) from procurement.joint_participant p join procurement.joint_procurement j on j.id = p.procurement_id where j.public_id = '{joint}' and p.state = 'Committed'"));

        // The seal: while offers come in, only their seller sees them.
        Assert.Contains("申込受付中", (await app.Call(joint)).Text, StringComparison.Ordinal);
        Assert.Contains("申込を受け付けました", (await app.Offer(joint, "mihon-gyosei", 2_345_679, 640, 483)).Text, StringComparison.Ordinal);
        Assert.Contains("申込を受け付けました", (await app.Offer(joint, "kakuu-joho", 3_000_001, 700, 520)).Text, StringComparison.Ordinal);
        var rival = await (await app.Seller("kakuu-joho")).Get($"/joint/{joint}/offer");
        Assert.Contains("3,000,001", rival.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("2,345,679", rival.Html, StringComparison.Ordinal);
        foreach (var eager in new[] { await app.Requester("gifu-pref"), await app.Approver("gifu-pref"), await app.Requester("ogaki-city"), await app.Seller("kakuu-joho") })
            Assert.Equal(HttpStatusCode.NotFound, (await eager.Get($"/joint/{joint}/evaluate")).Status);

        await app.PassOfferDeadline(joint);
        var lead = await (await app.Requester("gifu-pref")).Get($"/joint/{joint}/evaluate");
        Assert.Contains("2,345,679", lead.Text, StringComparison.Ordinal);
        Assert.Contains("3,000,001", lead.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await (await app.Requester("ogaki-city")).Get($"/joint/{joint}/evaluate")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Seller("kakuu-joho")).Get($"/joint/{joint}/evaluate")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Requester("nagoya-city")).Get($"/joint/{joint}/evaluate")).Status);
        await lead.Get($"/joint/{joint}/evaluate?equal=100");
        Assert.Contains("試算です", lead.Text, StringComparison.Ordinal);

        Assert.Contains("決定しました", (await app.Award(joint, "みほん行政")).Text, StringComparison.Ordinal);
        await app.Settle();

        Assert.Contains("契約完了", (await lead.Get($"/joint/{joint}")).Text, StringComparison.Ordinal);
        Assert.Equal(5, await Contracts(joint));
        var total = await app.Scalar<long>($"select awarded_net from procurement.joint_procurement where public_id = '{joint}'");
        Assert.Equal(total, await app.Scalar<long>($"select sum(net)::bigint {From(joint)}"));
        Assert.Equal(0, await app.Count($"select count(*) {From(joint)} and (c.total <> c.net + c.net / 10 or c.\"end\" <> '{Text(FiscalYear.Of(JointApp.Month).LastDay)}')"));
        foreach (var (body, _, _, _) in Bodies)
            Assert.Equal(await app.Scalar<long>($"select c.total {From(joint)} and c.buyer_id = (select organisation_id from {Person(body)})"), (await app.Budget(body)).Encumbered.Yen);
        Assert.Equal(5, await app.Count("select count(*) from shared.outbox where type = 'ContractConcluded'"));

        // What crashed before its inbox row was committed comes again, and changes nothing.
        foreach (var type in new[] { "DemandCommitted", "ShareDecided" })
            await app.Redeliver(type);
        Assert.Equal(5, await Contracts(joint));
        Assert.Equal(5, await app.Count("select count(*) from shared.outbox where type = 'ContractConcluded'"));

        using var open = await app.Visitor().Raw(new HttpRequestMessage(HttpMethod.Get, "/api/v1/joint-procurements"));
        Assert.Contains($"\"net\":{total}", await open.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<long> Contracts(string joint) => app.Count($"select count(*) {From(joint)}");

    private static string From(string joint) => $"from procurement.contract c join procurement.joint_procurement j on j.id = c.source_id where j.public_id = '{joint}'";

    private static string Person(string body) => $"(select m.organisation_id from accounts.membership m join accounts.person p on p.id = m.person_id where p.email = 'tanto@{body}.example') x";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
