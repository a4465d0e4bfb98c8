using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Accounts;
using Marketplace.Procurement;
using Marketplace.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marketplace.Benchmarks;

/// <summary>The last day of March: the approvers of all 1,788 bodies commit to one joint procurement within a minute, through the pages of two replicas (each a silo), once
/// undisturbed and once with one of them killed midway. Every tenth body lacks a yen. Everybody must get exactly one outcome, and the sums of journal, participants
/// and encumbrances must agree to the yen; anything else ends the run with an error.</summary>
internal static partial class RushBenchmark
{
    private const int AtOnce = 48;
    private const string Line = "99-01-01-18";
    private static readonly Money Ceiling = new(1_000_000);

    public static async Task<IReadOnlyList<Figure>> Run(BenchmarkOptions options)
    {
        await using var site = await Site.Start(options);
        var approvers = await Approvers(site);
        var figures = new List<Figure>();
        foreach (var kill in new[] { false, true })
        {
            var joint = await Prepare(site, kill ? 2 : 1, approvers);
            await using var first = Replica.Start(site);
            await using var second = Replica.Start(site);
            await first.Ready();
            await second.Ready();
            var (committed, decided, latencies, retries) = await Rush(site, joint, approvers, first, second, kill);
            await Check(site, joint, approvers.Count);
            var name = kill ? "rush, one replica killed midway" : "rush";
            figures.Add(new Figure($"{name}: all bodies' commits accepted", committed.TotalSeconds, "s"));
            figures.Add(new Figure($"{name}: all outcomes decided", decided.TotalSeconds, "s"));
            figures.Add(new Figure("  a body's two requests, p50", latencies[latencies.Count / 2], "ms"));
            figures.Add(new Figure("  p99", latencies[(int)(latencies.Count * 0.99)], "ms"));
            figures.Add(new Figure("  tries that had to be repeated", retries, ""));
        }

        return figures;
    }

    private static async Task<(TimeSpan Committed, TimeSpan Decided, List<double> Latencies, int Retries)> Rush(
        Site site, string joint, List<Approver> approvers, Replica first, Replica second, bool kill)
    {
        var latencies = new ConcurrentBag<double>();
        var (done, retries, killed) = (0, 0, 0);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2), MaxConnectionsPerServer = AtOnce }) { Timeout = TimeSpan.FromSeconds(60) };
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(approvers.Select((approver, i) => (approver, i)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, cancel) =>
        {
            var began = Stopwatch.GetTimestamp();
            for (var attempt = 0; ; attempt++)
            {
                var replica = (item.i + attempt) % 2 == 0 ? first : second;
                try
                {
                    if (await Commit(http, replica.Address, joint, item.approver.Cookie, cancel))
                        break;
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
                {
                    // That replica is away: the person presses the button again and reaches the other one.
                }

                Interlocked.Increment(ref retries);
                await Task.Delay(100, cancel);
            }

            latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (Interlocked.Increment(ref done) > approvers.Count * 4 / 10 && kill && Interlocked.Exchange(ref killed, 1) == 0)
                second.Kill();
        });
        var committed = clock.Elapsed;
        while (await Scalar(site, "select count(*) from procurement.joint_participant p join procurement.joint_procurement j on j.id = p.procurement_id where j.public_id = $1 and p.state not in ('Committed', 'Refused')", joint) > 0)
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(5))
                throw new TimeoutException("Not every body had an outcome after five minutes.");
            await Task.Delay(100);
        }

        return (committed, clock.Elapsed, [.. latencies.Order()], retries);
    }

    /// <summary>Opens the approval page and presses the button. True when the commitment stands or the page says that it does already.</summary>
    private static async Task<bool> Commit(HttpClient http, string address, string joint, string cookie, CancellationToken cancel)
    {
        using var open = new HttpRequestMessage(HttpMethod.Get, $"{address}/joint/{joint}/commit");
        open.Headers.Add("Cookie", cookie);
        using var page = await http.SendAsync(open, cancel);
        if ((int)page.StatusCode >= 500)
            return false;
        var html = await page.Content.ReadAsStringAsync(cancel);
        var fields = HiddenFields(html);
        if (!fields.ContainsKey("Input.Version"))
            return page.IsSuccessStatusCode ? true : throw new InvalidOperationException($"{(int)page.StatusCode} {page.Headers.Location}: {html[..Math.Min(400, html.Length)]}");
        using var press = new HttpRequestMessage(HttpMethod.Post, $"{address}/joint/{joint}/commit") { Content = new FormUrlEncodedContent(fields) };
        press.Headers.Add("Cookie", string.Join("; ", page.Headers.TryGetValues("Set-Cookie", out var set) ? [cookie, .. set.Select(s => s.Split(';')[0])] : [cookie]));
        using var answer = await http.SendAsync(press, cancel);
        return (int)answer.StatusCode is 302 or 303;
    }

    private static async Task Check(Site site, string joint, int bodies)
    {
        const string Mine = "from procurement.joint_participant p join procurement.joint_procurement j on j.id = p.procurement_id where j.public_id = $1";
        var (committed, refused) = (await Scalar(site, $"select count(*) {Mine} and p.state = 'Committed'", joint), await Scalar(site, $"select count(*) {Mine} and p.state = 'Refused'", joint));
        var held = await Scalar(site, $"select coalesce(sum(p.ceiling), 0)::bigint {Mine} and p.state = 'Committed'", joint);
        var journal = await Scalar(site, $"""
            select coalesce(sum((e->>'amount')::bigint), 0)::bigint from procurement.purchasing_journal k, json_array_elements(k.events) e
            where e->>'type' = 'encumbered' and e->>'line' = '{Line}' and e->>'subject' = (select title from procurement.joint_procurement where public_id = $1)
            """, joint);
        var accounts = site.App.Services.GetRequiredService<PurchasingJournal>();
        var doctor = await new PurchasingDoctor(accounts).Faults(default);
        if (committed + refused != bodies || refused != bodies / 10 || held != journal || held != committed * Ceiling.Yen || doctor.Count > 0)
            throw new InvalidOperationException($"Outcomes do not agree: {committed} committed, {refused} refused of {bodies}; participants hold {held}, journals {journal}; {string.Join("; ", doctor)}");
    }

    /// <summary>Opens a joint procurement and files every body's demand.</summary>
    private static async Task<string> Prepare(Site site, int number, List<Approver> approvers)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProcurementDbContext>();
        var (title, id) = ($"殺到の計測{number}", Guid.CreateVersion7());
        using var lead = await site.SignIn("tanto@gifu-pref.example");
        var form = await lead.GetStringAsync(new Uri($"{site.Address}/joint/new"));
        var today = TimeProvider.System.JapanToday();
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(2);
        var fields = HiddenFields(form);
        foreach (var (name, value) in new[]
        {
            ("Input.Title", title), ("Input.Category", "0101"), ("Input.Specification", "計測のための共同調達"), ("Input.StartMonth", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
            ("Input.DemandDeadline", today.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Input.OfferDeadline", today.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("Input.Equal", "20"), ("Input.Population", "30"), ("Input.PopulationPower585", "20"), ("Input.Users", "30"),
        })
            fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await lead.PostAsync(new Uri($"{site.Address}/joint/new"), content);
        var joint = answer.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1];
        if (joint == "new")
            throw new InvalidOperationException($"The joint procurement was not opened: {await answer.Content.ReadAsStringAsync()}");

        var accounts = site.App.Services.GetRequiredService<IPurchasingAccounts>();
        var year = FiscalYear.Of(month);
        await Parallel.ForEachAsync(approvers.Select((a, i) => (a, i)), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (item, cancel) =>
        {
            var money = item.i % 10 == 9 ? Ceiling - new Money(1) : Ceiling;
            // What the first round left is taken into account: each round brings its own money, a yen short for every tenth body.
            if (number > 1 && item.i % 10 == 9)
                return;
            await accounts.Run(item.a.Body, new Allot(Guid.CreateVersion7(), today, "benchmark", year, Line, "計測", money), cancel);
        });
        await using var source = NpgsqlDataSource.Create(site.ConnectionString);
        await using var file = source.CreateCommand("""
            insert into procurement.joint_participant (id, procurement_id, body_id, body_name, body_code, users, population, start_month, budget_line, ceiling, state, filed_by_id, filed_by, filed_at, attempt)
            select gen_random_uuid(), j.id, o.id, o.name, o.code, 10, 10000, j.start_month, $2, $3, 'Filed', $4, '計測', now(), 0
            from procurement.joint_procurement j, accounts.organisation o where j.public_id = $1 and o.code is not null
            """);
        foreach (var value in new object[] { joint, Line, Ceiling.Yen, Guid.CreateVersion7() })
            file.Parameters.Add(new() { Value = value });
        await file.ExecuteNonQueryAsync();
        return joint;
    }

    /// <summary>An approver for each body with the session cookie that signing in would have given: 1,788 password hashes are not what is measured.</summary>
    private static async Task<List<Approver>> Approvers(Site site)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("benchmark");
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Session.Scheme);
        var approvers = new List<Approver>();
        foreach (var organisation in await db.Organisations.Where(o => o.Code != null).OrderBy(o => o.Code).ToListAsync())
        {
            var person = Person.New($"kessai-{organisation.Code}@benchmark.example", $"決裁 {organisation.Code}");
            (person.NormalizedEmail, person.NormalizedUserName, person.SecurityStamp) = (person.Email!.ToUpperInvariant(), person.UserName!.ToUpperInvariant(), Guid.NewGuid().ToString("N"));
            var membership = Membership.Of(person, organisation, Role.Approver);
            db.Add(person);
            db.Add(membership);
            var now = TimeProvider.System.GetUtcNow();
            var begin = Session.Begin(now);
            (begin.IssuedUtc, begin.ExpiresUtc) = (now, now.AddHours(2));
            var ticket = options.TicketDataFormat.Protect(new AuthenticationTicket(Session.PrincipalOf(membership), begin, Session.Scheme));
            approvers.Add(new Approver(organisation.Code!.Value, $"{options.Cookie.Name}={ticket}"));
        }

        await db.SaveChangesAsync();
        return approvers;
    }

    private static async Task<long> Scalar(Site site, string sql, string joint)
    {
        await using var source = NpgsqlDataSource.Create(site.ConnectionString);
        await using var command = source.CreateCommand(sql);
        if (sql.Contains("$1", StringComparison.Ordinal))
            command.Parameters.Add(new() { Value = joint });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Approver(LocalGovernmentCode Body, string Cookie);

    /// <summary>The hidden fields of a page's forms.</summary>
    private static Dictionary<string, string> HiddenFields(string html) => Input().Matches(html).Select(m => m.Value).Where(i => i.Contains("type=\"hidden\"", StringComparison.Ordinal) && Name().IsMatch(i))
        .DistinctBy(i => Name().Match(i).Groups[1].Value).ToDictionary(i => Name().Match(i).Groups[1].Value, i => WebUtility.HtmlDecode(Value().Match(i).Groups[1].Value));

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex(" name=\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
