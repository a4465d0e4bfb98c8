using Xunit;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>Every body of the country in one joint procurement: the pages stay small, and everything can still be found.</summary>
[Trait("Kind", "Db")]
public sealed class JointManyBodiesTests(JointApp app) : IClassFixture<JointApp>
{
    private const int Bodies = 1788, Most = 150_000;

    [Fact]
    public async Task Bodies_and_shares_come_by_pages_and_as_a_file()
    {
        var joint = await app.Open("全国の試験");
        await app.Sql($"""
            insert into procurement.joint_participant (id, procurement_id, body_id, body_name, body_code, users, population, start_month, budget_line, ceiling, state, filed_by_id, filed_by, filed_at, attempt)
            select gen_random_uuid(), j.id, o.id, o.name, o.code, 10, 10000, j.start_month, '02-01-05-13', 1000000000, 'Committed', gen_random_uuid(), '試験', now(), 0
            from procurement.joint_procurement j, accounts.organisation o where j.public_id = '{joint}' and o.code is not null
            """);
        var lead = await app.Requester("gifu-pref");
        await lead.Get($"/joint/{joint}");
        Assert.Equal(50, Rows(lead));
        Assert.Contains($"{Bodies}団体のうち1–50団体を表示しています。", lead.Text, StringComparison.Ordinal);
        Assert.Contains("北海道", lead.Text, StringComparison.Ordinal);
        Assert.InRange(lead.Html.Length, 1, Most);
        Assert.Equal(Bodies % 50, Rows(await lead.Get($"/joint/{joint}?p=36")));
        Assert.Equal(1, Rows(await lead.Get($"/joint/{joint}?body={Uri.EscapeDataString("大垣")}")));
        Assert.Contains("大垣市", lead.Text, StringComparison.Ordinal);
        Assert.Contains($"{Bodies}団体", (await lead.Get("/joint")).Text, StringComparison.Ordinal);

        await app.Call(joint);
        await app.Offer(joint, "mihon-gyosei", 10_000_000, 500, 400);
        await app.PassOfferDeadline(joint);
        await lead.Get($"/joint/{joint}/evaluate");
        Assert.InRange(lead.Html.Length, 1, 2 * Most);
        Assert.DoesNotContain("沖縄県", lead.Text, StringComparison.Ordinal);
        await lead.Get($"/joint/{joint}/evaluate?handler=csv");
        Assert.Equal(Bodies + 1, lead.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("沖縄県", lead.Html, StringComparison.Ordinal);
    }

    private static int Rows(Browser browser) => browser.Html.Split("<th scope=\"row\">").Length - 1;
}
