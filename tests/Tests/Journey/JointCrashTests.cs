using Marketplace.Tests.Procurement.JointProcurements;
using Xunit;

namespace Marketplace.Tests.Journey;

/// <summary>The host is killed with SIGKILL at random moments while four bodies commit to a joint procurement, a seller offers, the lead awards and the contracts are
/// made. In the end each body has exactly one outcome, and journal, participants and contracts agree to the yen.</summary>
[Trait("Kind", "Db")]
public sealed class JointCrashTests(HostProcess host) : PowerCuts(host), IClassFixture<HostProcess>
{
    private const long Ceiling = 900_000;
    private static readonly (string Name, string Code, int Population)[] Bodies = [("ogaki-city", "212024", 158_000), ("takayama-city", "212032", 82_000), ("gujo-city", "212199", 38_000), ("ikeda-town", "214043", 23_000)];

    [Fact]
    public async Task Killing_the_server_anywhere_leaves_one_outcome_per_body_and_sums_that_agree()
    {
        var (lead, leader, seller) = (await Host.SignIn("tanto@gifu-pref.example"), await Host.SignIn("kessai@gifu-pref.example"), await Host.SignIn("hanbai@mihon-gyosei.example"));
        var joint = await JointForms.Open(lead, "停電に耐える共同調達");
        var id = joint["/joint/".Length..];
        var approvers = new List<Browser>();
        foreach (var (name, _, population) in Bodies)
        {
            await JointForms.File(await Host.SignIn($"tanto@{name}.example"), joint, "02-01-05-13", 60, population, Ceiling);
            approvers.Add(await Host.SignIn($"kessai@{name}.example"));
        }

        var before = await Encumbered();
        using var stop = new CancellationTokenSource();
        var killer = KillNowAndThen(stop.Token);
        await Task.WhenAll(approvers.Select((approver, i) => Until(
            () => Step(approver, joint + "/commit"),
            async () => await Scalar($"{Participants(id)} and p.body_code = '{Bodies[i].Code}' and p.state in ('Committing', 'Committed')") == 1)));
        await Until(async () => await Scalar($"{Participants(id)} and p.state = 'Committed'") == Bodies.Length);
        Assert.Equal(before + Bodies.Length * Ceiling, await Encumbered());

        await Until(() => Step(lead, joint + "/call"), async () => await Scalar($"select count(*) from procurement.joint_procurement where public_id = '{id}' and state = 'Offering'") == 1);
        await Until(() => JointForms.Offer(seller, joint, 400_003, 500, 333), async () => await Scalar($"select count(*) from procurement.joint_offer o join procurement.joint_procurement j on j.id = o.procurement_id where j.public_id = '{id}'") == 1);
        await Scalar($"with passed as (update procurement.joint_procurement set demand_closes_at = now() - interval '2 hours', offers_open_at = now() - interval '1 hour' where public_id = '{id}' returning 1) select count(*) from passed");
        var offer = await Text($"select o.public_id from procurement.joint_offer o join procurement.joint_procurement j on j.id = o.procurement_id where j.public_id = '{id}'");
        await Until(() => Step(leader, joint + "/award", ("Input.Offer", offer), ("Input.Reason", "総額がもっとも低いため。")), async () => await Scalar($"select count(*) from procurement.joint_procurement where public_id = '{id}' and awarded_offer_id is not null") == 1);
        await Until(async () => await Scalar($"select count(*) from procurement.joint_procurement where public_id = '{id}' and state = 'Concluded'") == 1);
        await Until(async () => await Scalar("select count(*) from billing.contract") == Bodies.Length);
        await stop.CancelAsync();
        var kills = await killer;
        Assert.True(kills >= 3, $"only {kills} kills");
        await Until(async () => await Scalar("select count(*) from shared.outbox where done_at is null") == 0);

        // One contract per body, told once, known to billing once.
        Assert.Equal(Bodies.Length, await Scalar("select count(*) from procurement.contract where source = 'JointProcurement'"));
        Assert.Equal(Bodies.Length, await Scalar("select count(distinct buyer_id) from procurement.contract where source = 'JointProcurement'"));
        Assert.Equal(Bodies.Length, await Scalar("select count(*) from shared.outbox where type = 'ContractConcluded'"));
        // To the yen: the award, the shares, the contracts and what the journals hold.
        var total = await Scalar($"select awarded_total from procurement.joint_procurement where public_id = '{id}'");
        Assert.Equal(total, await Scalar($"select sum(p.share_total)::bigint from procurement.joint_participant p join procurement.joint_procurement j on j.id = p.procurement_id where j.public_id = '{id}'"));
        Assert.Equal(total, await Scalar("select sum(total)::bigint from procurement.contract where source = 'JointProcurement'"));
        Assert.Equal(before + total, await Encumbered());
        foreach (var (_, code, _) in Bodies)
        {
            var share = await Scalar($"select p.share_total from procurement.joint_participant p join procurement.joint_procurement j on j.id = p.procurement_id where j.public_id = '{id}' and p.body_code = '{code}' and p.state = 'Contracted'");
            Assert.Equal(1, await Scalar($"select count(*) from procurement.contract where buyer_code = '{code}' and total = {share}"));
            Assert.Equal(1, await Scalar($"{Events(code)} e->>'type' = 'encumbered' and e->>'subject' = '停電に耐える共同調達'"));
            Assert.Equal(1, await Scalar($"{Events(code)} e->>'type' = 'changed' and (e->>'to')::bigint = {share} and e->>'subject' = '停電に耐える共同調達'"));
        }

        var (exit, output) = await Host.Verb("doctor");
        Assert.True(exit == 0, output);
    }

    /// <summary>What the four bodies' journals hold encumbered, over all lines: encumbered, plus changes, less what was released.</summary>
    private Task<long> Encumbered() => Scalar($$"""
        select coalesce(sum(case e->>'type' when 'encumbered' then (e->>'amount')::bigint when 'changed' then (e->>'to')::bigint - (e->>'from')::bigint when 'released' then -(e->>'amount')::bigint else 0 end), 0)::bigint
        from procurement.purchasing_journal k, json_array_elements(k.events) e where k.body in ({{string.Join(',', Bodies.Select(b => $"'{b.Code}'"))}})
        """);

    private static string Participants(string id) => $"select count(*) from procurement.joint_participant p join procurement.joint_procurement j on j.id = p.procurement_id where j.public_id = '{id}'";

    private static string Events(string code) => $"select count(*) from procurement.purchasing_journal k, json_array_elements(k.events) e where k.body = '{code}' and";
}
