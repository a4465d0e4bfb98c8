using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Accounts;
using Marketplace.Host;
using Marketplace.Shared;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>Two replicas of the program, each a silo of one cluster, under load over HTTP: one is killed, started again, the other stopped gracefully and started again.
/// Machines repeat each request by its Idempotency-Key, at the other replica too, until they are answered.</summary>
[Trait("Kind", "Engine")]
public sealed class SiloCrashTests(HostProcess first) : IClassFixture<HostProcess>
{
    private const int Clients = 12;
    private const string Line = "99-01-01-13";
    private static readonly FiscalYear Year = FiscalYear.Of(TimeProvider.System.JapanToday());

    [Fact]
    public async Task No_acknowledged_command_is_lost_or_applied_twice_when_silos_come_and_go()
    {
        Assert.SkipUnless(Engines.All.Single(e => e.Port == "Purchasing").IsBuilt, "The Orleans packages are not on this package feed.");
        await using var second = first.Replica();
        await second.Start();
        var tokens = await Tokens(24);
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(40) };
        foreach (var token in tokens.Values)
            Assert.Equal(HttpStatusCode.OK, await Post(http, first, token, "/api/v1/budget/lines", new { fiscalYear = Year.Year, line = Line, name = "試験", amountYen = 1_000_000 }, Guid.NewGuid()));

        var accepted = new ConcurrentDictionary<string, int>();
        HostProcess[] hosts = [first, second];
        var answeredAt = new long[2];
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                var (body, token) = tokens.ElementAt((client * 7 + n) % tokens.Count);
                var key = Guid.NewGuid();
                for (var attempt = 0; ; attempt++)
                {
                    var at = (client + attempt) % 2;
                    try
                    {
                        if (await Post(http, hosts[at], token, "/api/v1/budget/encumbrances", new { fiscalYear = Year.Year, line = Line, amountYen = 1, subject = "試験" }, key) == HttpStatusCode.OK)
                        {
                            Volatile.Write(ref answeredAt[at], Stopwatch.GetTimestamp());
                            accepted.AddOrUpdate(body, 1, (_, count) => count + 1);
                            break;
                        }
                    }
                    catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
                    {
                        // The replica is away; ask the other one.
                    }

                    await Task.Delay(50);
                }
            }
        })).ToList();

        await Task.Delay(3000);
        first.Kill();
        var afterKill = await UntilServing(second, () => Volatile.Read(ref answeredAt[1]));
        await Task.Delay(2000);
        await first.Start();
        await Task.Delay(3000);
        await second.StopGracefully();
        var afterStop = await UntilServing(first, () => Volatile.Read(ref answeredAt[0]));
        await second.Start();
        await Task.Delay(3000);
        await stop.CancelAsync();
        await Task.WhenAll(clients).WaitAsync(TimeSpan.FromMinutes(2));

        TestContext.Current.SendDiagnosticMessage($"served again {afterKill.TotalSeconds:0.0} s after SIGKILL, {afterStop.TotalSeconds:0.0} s after a graceful stop; {accepted.Values.Sum()} commands");
        Assert.True(afterKill < TimeSpan.FromMinutes(2), $"The cluster took {afterKill} to serve again after SIGKILL.");
        Assert.True(afterStop < TimeSpan.FromSeconds(15), $"The cluster took {afterStop} to serve again after a graceful stop.");
        await using var source = NpgsqlDataSource.Create(first.ConnectionString);
        foreach (var (body, count) in accepted)
        {
            await using var command = source.CreateCommand("select count(*), count(distinct operation_id) from procurement.purchasing_journal where body = $1 and kind = 'Encumber'");
            command.Parameters.Add(new() { Value = body });
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            Assert.Equal((count, count), (reader.GetInt64(0), reader.GetInt64(1)));
        }

        var (code, output) = await first.Verb("doctor");
        Assert.True(code == 0, output);
    }

    /// <summary>How long until every account is answered for again: a command on each of them.</summary>
    private static async Task<TimeSpan> UntilServing(HostProcess host, Func<long> lastAnswer)
    {
        var clock = Stopwatch.StartNew();
        var began = Stopwatch.GetTimestamp();
        while (lastAnswer() < began + Stopwatch.Frequency / 2 && clock.Elapsed < TimeSpan.FromMinutes(3))
            await Task.Delay(50);
        return clock.Elapsed;
    }

    private static async Task<HttpStatusCode> Post(HttpClient http, HostProcess host, string token, string path, object body, Guid key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, path)) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Idempotency-Key", key.ToString());
        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode is >= 400 and < 500 and not 409)
            throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.StatusCode;
    }

    /// <summary>Accountants' tokens for some bodies that have no sample people, put where the token page would put them.</summary>
    private async Task<Dictionary<string, string>> Tokens(int count)
    {
        await using var source = NpgsqlDataSource.Create(first.ConnectionString);
        var bodies = new List<(Guid Id, string Code)>();
        await using (var command = source.CreateCommand($"select id, code from accounts.organisation where code like '20%' order by code limit {count}"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                bodies.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        var tokens = new Dictionary<string, string>();
        foreach (var (id, code) in bodies)
        {
            tokens[code] = $"mp_test-{Guid.NewGuid():N}";
            await using var command = source.CreateCommand("""
                with maker as (select id from accounts.person where email = 'kaikei@gifu-pref.example'),
                member as (insert into accounts.membership (id, public_id, person_id, organisation_id, role) select gen_random_uuid(), $1, id, $2, 'Accountant' from maker)
                insert into accounts.api_token (id, public_id, organisation_id, created_by_id, name, role, token_hash, created_at, expires_at)
                select gen_random_uuid(), $1, $2, id, 'test', 'Accountant', $3, now(), now() + interval '1 day' from maker
                """);
            command.Parameters.Add(new() { Value = Guid.NewGuid().ToString("N")[..12] });
            command.Parameters.Add(new() { Value = id });
            command.Parameters.Add(new() { Value = ApiToken.HashOf(tokens[code]) });
            await command.ExecuteNonQueryAsync();
        }

        return tokens;
    }
}
