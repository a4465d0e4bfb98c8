using System.Net;
using Marketplace.Tests.Billing;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Api;

/// <summary>What a machine sees that repeats itself, by the IETF draft for Idempotency-Key.</summary>
[Trait("Kind", "Db")]
public sealed class IdempotencyTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private readonly BillingFlow flow = new(app);

    [Fact]
    public async Task The_same_key_answers_as_the_first_time_another_payload_is_refused_and_a_key_must_be_there()
    {
        var contract = await flow.Contract(100_000);
        var (url, seller) = ($"/api/v1/contracts/{contract.PublicId}/deliveries", await Machine.Of(app, "mihon-gyosei", "Seller"));
        await seller.Post(url, Delivery(contract.Start, contract.End, 1_000), key: null);
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency-key-missing"), (seller.Status, seller.Code));

        await seller.Post(url, Delivery(contract.Start, contract.End, 1_000), "\"k-1\"");
        var (first, text) = (seller.Status, seller.Text);
        Assert.Equal((HttpStatusCode.OK, false), (first, seller.Replayed));
        await seller.Post(url, Delivery(contract.Start, contract.End, 1_000), "k-1");
        Assert.Equal((HttpStatusCode.OK, text, true), (seller.Status, seller.Text, seller.Replayed));
        await seller.Post(url, Delivery(contract.Start, contract.End, 2_000), "k-1");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (seller.Status, seller.Code));
        await seller.Post(url, Delivery(contract.Start, contract.End, 1_000), "k-2");
        await seller.Get(url);
        Assert.Equal(2, seller.Body!.AsArray().Count);

        // Somebody else's equal key is another key.
        await (await Machine.Of(app, "kakuu-joho", "Seller")).Post(url, Delivery(contract.Start, contract.End, 1_000), "k-1");
        // A refusal is an answer too.
        await seller.Post(url, Delivery(contract.Start, contract.End, 9_000_000), "k-3");
        Assert.Equal((HttpStatusCode.Conflict, "over-contract"), (seller.Status, seller.Code));
        await seller.Post(url, Delivery(contract.Start, contract.End, 9_000_000), "k-3");
        Assert.Equal((HttpStatusCode.Conflict, true), (seller.Status, seller.Replayed));
    }

    [Fact]
    public async Task While_the_first_runs_a_repeat_is_told_to_wait()
    {
        var contract = await flow.Contract(100_000);
        var (url, body) = ($"/api/v1/contracts/{contract.PublicId}/deliveries", Delivery(contract.Start, contract.End, 3_000));
        var (one, two) = (await Machine.Of(app, "mihon-gyosei", "Seller"), await Machine.Of(app, "mihon-gyosei", "Seller"));
        await using var source = NpgsqlDataSource.Create(app.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"select 1 from billing.contract where id = '{contract.ContractId}' for update", connection))
            await hold.ExecuteNonQueryAsync();
        var running = one.Post(url, body, "slow");
        await using (var begun = source.CreateCommand("select count(*) from shared.idempotency_key where key = 'slow'"))
        {
            while ((long)(await begun.ExecuteScalarAsync())! == 0)
                await Task.Delay(20);
        }

        await two.Post(url, body, "slow");
        Assert.Equal((HttpStatusCode.Conflict, "still-running"), (two.Status, two.Code));
        await holding.RollbackAsync();
        await running;
        Assert.Equal(HttpStatusCode.OK, one.Status);
        await two.Post(url, body, "slow");
        Assert.Equal((HttpStatusCode.OK, true, one.Text), (two.Status, two.Replayed, two.Text));
    }

    [Fact]
    public async Task After_a_crash_between_the_act_and_its_answer_the_repeat_finds_the_act_done()
    {
        var contract = await flow.Contract(100_000);
        var (url, body) = ($"/api/v1/contracts/{contract.PublicId}/deliveries", Delivery(contract.Start, contract.End, 4_000));
        var seller = await Machine.Of(app, "mihon-gyosei", "Seller");
        await seller.Post(url, body, "crash");
        var first = seller.Body!["id"]!.GetValue<string>();
        await Sql("update shared.idempotency_key set status = null, content_type = null, answer = null where key = 'crash'");
        await seller.Post(url, body, "crash");
        Assert.Equal("still-running", seller.Code);
        await Sql("update shared.idempotency_key set started_at = started_at - interval '2 minutes' where key = 'crash'");
        await seller.Post(url, body, "crash");
        Assert.Equal((HttpStatusCode.OK, false, first), (seller.Status, seller.Replayed, seller.Body!["id"]!.GetValue<string>()));
        Assert.Single((await seller.Get(url)).Body!.AsArray());
    }

    private static object Delivery(DateOnly from, DateOnly to, long price) =>
        new { from, to, description = "四半期分", lines = new[] { new { text = "利用料", quantity = 1, unit = "式", unitPrice = price } } };

    private async Task Sql(string sql)
    {
        await using var source = NpgsqlDataSource.Create(app.ConnectionString);
        await using var command = source.CreateCommand(sql);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
