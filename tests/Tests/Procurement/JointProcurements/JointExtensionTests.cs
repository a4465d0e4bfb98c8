using System.Net;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>期限の延長 as people meet it: later only, with a reason that all read, and after the deadline only where the operator recorded an outage.</summary>
[Trait("Kind", "Db")]
public sealed class JointExtensionTests(JointApp app) : IClassFixture<JointApp>
{
    [Fact]
    public async Task The_lead_extends_before_the_deadline_and_everybody_reads_why()
    {
        var joint = await app.Open("延長の試験");
        await app.Join(joint, "ogaki-city", 640, 158_000);
        var lead = await Extend(joint, "Input.DemandDeadline", 4, "早めたい。");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lead.Status);
        Assert.Contains("期限は早められません", lead.Text, StringComparison.Ordinal);
        lead = await Extend(joint, "Input.DemandDeadline", 7, " ");
        Assert.Contains("延長の理由を", lead.Text, StringComparison.Ordinal);
        lead = await Extend(joint, "Input.DemandDeadline", 7, "議会の日程が変わったため。");
        Assert.Equal($"/joint/{joint}", lead.Address.AbsolutePath);
        await lead.SubmitAgain();
        Assert.Equal($"/joint/{joint}", lead.Address.AbsolutePath);
        Assert.Equal(1, await app.Count($"select count(*) from procurement.joint_history h join procurement.joint_procurement j on j.id = h.procurement_id where j.public_id = '{joint}' and h.text like '需要の届出の期限を%'"));
        Assert.Equal(1, await app.Count($"select count(*) from shared.audit where record = 'procurement.joint_procurement' and change = 'changed' and after::text like '%議会の日程%' and person_name <> ''"));

        foreach (var reader in new[] { await app.Requester("ogaki-city"), await app.Requester("nagoya-city"), await app.Seller("mihon-gyosei") })
            Assert.Contains("理由：議会の日程が変わったため。", (await reader.Get($"/joint/{joint}")).Text, StringComparison.Ordinal);
        Assert.Contains("に期限を延長）", (await (await app.Requester("ogaki-city")).Get("/todo")).Text, StringComparison.Ordinal);

        await app.Join(joint, "takayama-city", 410, 82_000);
        await app.Call(joint);
        Assert.Equal($"/joint/{joint}", (await Extend(joint, "Input.OfferDeadline", 12, "質問への回答に時間がかかるため。")).Address.AbsolutePath);
        Assert.Contains("に期限を延長）", (await (await app.Seller("mihon-gyosei")).Get("/todo")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Requester("takayama-city")).Get($"/joint/{joint}/extend")).Status);
    }

    [Fact]
    public async Task After_the_deadline_only_an_outage_that_the_operator_recorded_lets_the_lead_extend_and_the_offers_are_sealed_again()
    {
        var joint = await app.Open("障害の試験");
        await app.Join(joint, "ogaki-city", 640, 158_000);
        await app.Join(joint, "takayama-city", 410, 82_000);
        await app.Call(joint);
        await app.Offer(joint, "mihon-gyosei", 2_345_679, 640, 483);
        var late = await app.Seller("kakuu-joho");
        await app.PassOfferDeadline(joint);
        var lead = await Extend(joint, "Input.OfferDeadline", 2, "申込が少ないため。");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lead.Status);
        Assert.Contains("過ぎたため延ばせません", lead.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await lead.Get("/outages/new")).Status);
        var support = await app.SignIn("support@operator.example");
        await support.Get("/outages/new");
        var (from, to) = (DateTimeOffset.UtcNow.AddHours(-3).ToJapan(), DateTimeOffset.UtcNow.AddMinutes(-30).ToJapan());
        await support.Submit(null, ("Input.FromDay", $"{from:yyyy-MM-dd}"), ("Input.FromTime", $"{from:HH:mm}"), ("Input.ToDay", $"{to:yyyy-MM-dd}"), ("Input.ToTime", $"{to:HH:mm}"), ("Input.What", "申込の画面が開かなかった。"));
        Assert.Equal("/outages", support.Address.AbsolutePath);
        Assert.Contains("申込の画面が開かなかった", (await app.Visitor().Get("/outages")).Text, StringComparison.Ordinal);

        lead = await Extend(joint, "Input.OfferDeadline", 2, "障害で申し込めなかった事業者がいるため。");
        Assert.Equal($"/joint/{joint}", lead.Address.AbsolutePath);
        Assert.Contains("申込受付中", lead.Text, StringComparison.Ordinal);
        Assert.Contains("システムの障害", (await (await app.Requester("nagoya-city")).Get($"/joint/{joint}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.Get($"/joint/{joint}/evaluate")).Status);
        await app.Offer(joint, "kakuu-joho", 1_000_000, 500, 400);
        Assert.DoesNotContain("2,345,679", (await late.Get($"/joint/{joint}/offer")).Html, StringComparison.Ordinal);
        Assert.Equal(2, await app.Count($"select count(*) from procurement.joint_offer o join procurement.joint_procurement j on j.id = o.procurement_id where j.public_id = '{joint}'"));
    }

    [Fact]
    public async Task Who_does_not_take_part_sees_names_and_totals_and_no_bodys_numbers()
    {
        var joint = await app.Open("参加しない団体の試験");
        await app.Join(joint, "ogaki-city", 321, 158_111);
        Assert.DoesNotContain("321人", (await (await app.Seller("mihon-gyosei")).Get($"/joint/{joint}")).Text, StringComparison.Ordinal);
        await app.Join(joint, "takayama-city", 412, 82_222);
        // Gujō files but its approver never commits; Ikeda lacks the budget.
        await app.Allot("gujo-city", 1_000_000);
        await app.File(joint, "gujo-city", 50, 38_555, 1_000);
        await app.Allot("ikeda-town", 1_000);
        await app.File(joint, "ikeda-town", 40, 23_444, 99_000_000_000);
        await app.Commit(joint, "ikeda-town");
        Assert.Contains("158,111", (await (await app.Requester("gujo-city")).Get($"/joint/{joint}")).Text, StringComparison.Ordinal);
        await app.PassDemandDeadline(joint);
        Assert.Contains("申込受付中", (await app.Call(joint)).Text, StringComparison.Ordinal);

        foreach (var inside in new[] { await app.Requester("gifu-pref"), await app.Requester("ogaki-city"), await app.SignIn("kansa@operator.example") })
        {
            Assert.Contains("82,222", (await inside.Get($"/joint/{joint}")).Text, StringComparison.Ordinal);
            Assert.Contains("不参加", inside.Text, StringComparison.Ordinal);
        }

        foreach (var outside in new[] { await app.Requester("gujo-city"), await app.Requester("ikeda-town"), await app.Requester("nagoya-city"), await app.Seller("mihon-gyosei"), await app.SignIn("support@operator.example") })
        {
            await outside.Get($"/joint/{joint}");
            foreach (var number in new[] { "158,111", "82,222", "321人", "412人" })
                Assert.DoesNotContain(number, outside.Text, StringComparison.Ordinal);
            Assert.Contains("大垣市", outside.Text, StringComparison.Ordinal);
            Assert.Contains("利用者733人", outside.Text, StringComparison.Ordinal);
        }

        var seller = await (await app.Seller("mihon-gyosei")).Get($"/joint/{joint}");
        Assert.DoesNotContain("池田町", seller.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("郡上市", seller.Text, StringComparison.Ordinal);
        Assert.Contains("池田町", (await (await app.Requester("ikeda-town")).Get($"/joint/{joint}")).Text, StringComparison.Ordinal);
        await app.Offer(joint, "mihon-gyosei", 2_345_679, 640, 483);
        await app.PassOfferDeadline(joint);
        Assert.Equal(HttpStatusCode.OK, (await (await app.SignIn("kansa@operator.example")).Get($"/joint/{joint}/evaluate")).Status);
        foreach (var outside in new[] { await app.Requester("gujo-city"), await app.SignIn("support@operator.example") })
            Assert.Equal(HttpStatusCode.NotFound, (await outside.Get($"/joint/{joint}/evaluate")).Status);
    }

    private async Task<Browser> Extend(string joint, string field, int days, string reason)
    {
        var lead = await app.Requester("gifu-pref");
        await lead.Get($"/joint/{joint}/extend");
        return await lead.Submit(null, (field, $"{JointApp.Today.AddDays(days):yyyy-MM-dd}"), ("Input.Reason", reason));
    }
}
