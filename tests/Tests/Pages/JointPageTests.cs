using Marketplace.Tests.Procurement.JointProcurements;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Pages;

/// <summary>The pages of joint procurement in a real Chromium in every state (demand gathered, offers open, evaluated, concluded, cancelled), as lead, participant, outsider,
/// seller and operator: what <see cref="PageTests"/> asks of every page.</summary>
[Trait("Kind", "Browser")]
public sealed class JointPageTests(HostProcess host) : IClassFixture<HostProcess>
{
    private const string Line = "02-01-05-13";
    private readonly Dictionary<string, Browser> people = new(StringComparer.Ordinal);

    [Fact]
    public async Task Joint_procurement_is_accessible_and_fits_in_every_state()
    {
        var gathering = await Gathering();
        var offering = await Offering("受付");
        var evaluating = await Evaluating("評価");
        var concluded = await Concluded();
        var cancelled = await Cancelled();
        (string Who, string Email, string[] Pages)[] visits =
        [
            ("lead", "tanto@gifu-pref.example", ["/todo", "/joint", gathering, gathering + "/call", gathering + "/extend", gathering + "/cancel", offering, evaluating, evaluating + "/evaluate", evaluating + "/extend", concluded, concluded + "/evaluate", cancelled]),
            ("leader", "kessai@gifu-pref.example", [evaluating + "/award"]),
            ("participant", "tanto@ogaki-city.example", [gathering, gathering + "/demand", gathering + "/withdraw", offering, evaluating, evaluating + "/evaluate?equal=100", concluded, cancelled]),
            ("approver", "kessai@gujo-city.example", [gathering + "/commit"]),
            ("outsider", "tanto@nagoya-city.example", [gathering, offering, evaluating, concluded, cancelled]),
            ("seller", "hanbai@mihon-gyosei.example", ["/todo", gathering, offering, offering + "/offer", evaluating, evaluating + "/offer", concluded]),
            ("rival", "hanbai@kakuu-joho.example", [offering + "/offer"]),
            ("support", "support@operator.example", ["/outages", "/outages/new", concluded]),
        ];
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [gathering] = "1gathering", [offering] = "2offering", [evaluating] = "3evaluating", [concluded] = "4concluded", [cancelled] = "5cancelled" };

        Directory.CreateDirectory(PageTests.Screenshots);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await PageTests.Launch(playwright);
        var findings = new List<string>();
        foreach (var (who, email, pages) in visits)
        {
            foreach (var (language, width) in new[] { ("ja", 1280), ("en", 375) })
            {
                await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
                var page = await context.NewPageAsync();
                await PageTests.SignIn(page, email);
                if (language is "en")
                    await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
                foreach (var url in pages)
                {
                    var response = await page.GotoAsync(url);
                    var name = names.Aggregate(url, (n, state) => n.Replace(state.Key, state.Value, StringComparison.Ordinal)).Split('?')[0].Trim('/').Replace('/', '-');
                    await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(PageTests.Screenshots, $"joint-{name}-{who}-{language}-{width}.png"), FullPage = true });
                    findings.AddRange((await PageTests.Look(page, url, response!)).Select(f => $"{who} {name} {language} {width}: {f}"));
                }
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    /// <summary>One body committed, one filed, one without the budget, and an extended deadline.</summary>
    private async Task<string> Gathering()
    {
        var joint = await JointForms.Open(await As("tanto@gifu-pref.example"), "文書管理システム共同調達 とりまとめ");
        await Join(joint, "ogaki-city", 640, 158_000);
        await JointForms.File(await As("tanto@gujo-city.example"), joint, Line, 230, 38_500, 900_000);
        await JointForms.File(await As("tanto@ikeda-town.example"), joint, Line, 97, 23_100, 99_000_000_000);
        await Press("kessai@ikeda-town.example", joint + "/commit");
        await Shows("tanto@ikeda-town.example", joint, "予算不足");
        await Press("tanto@gifu-pref.example", joint + "/extend", ("Input.DemandDeadline", $"{JointForms.Today.AddDays(6):yyyy-MM-dd}"), ("Input.Reason", "池田町の補正予算の議決を待つため。"));
        return joint;
    }

    private async Task<string> Offering(string title)
    {
        var joint = await JointForms.Open(await As("tanto@gifu-pref.example"), "文書管理システム共同調達 " + title);
        await Join(joint, "ogaki-city", 640, 158_000);
        await Join(joint, "takayama-city", 410, 82_000);
        await Press("tanto@gifu-pref.example", joint + "/call");
        await JointForms.Offer(await As("hanbai@mihon-gyosei.example"), joint, 345_679, 340, 283);
        return joint;
    }

    private async Task<string> Evaluating(string title)
    {
        var joint = await Offering(title);
        await JointForms.Offer(await As("hanbai@kakuu-joho.example"), joint, 400_001, 400, 320);
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        await using var passed = source.CreateCommand($"update procurement.joint_procurement set demand_closes_at = now() - interval '2 hours', offers_open_at = now() - interval '1 hour' where public_id = '{joint["/joint/".Length..]}'");
        await passed.ExecuteNonQueryAsync();
        return joint;
    }

    private async Task<string> Concluded()
    {
        var joint = await Evaluating("契約");
        var leader = await (await As("kessai@gifu-pref.example")).Get(joint + "/award");
        var offer = System.Text.RegularExpressions.Regex.Match(leader.Html, "type=\"radio\"[^>]*value=\"([0-9a-z]{12})\"|value=\"([0-9a-z]{12})\"[^>]*type=\"radio\"", default, TimeSpan.FromSeconds(1));
        await leader.Submit(null, ("Input.Offer", offer.Groups[1].Value + offer.Groups[2].Value), ("Input.Reason", "総額がもっとも低く、統一仕様をすべて満たすため。"));
        await Shows("tanto@ogaki-city.example", joint, "契約完了");
        return joint;
    }

    private async Task<string> Cancelled()
    {
        var joint = await Offering("中止");
        await Press("tanto@gifu-pref.example", joint + "/cancel", ("Input.Reason", "国の標準仕様が改められたため、条件を見直します。"));
        return joint;
    }

    private async Task Join(string joint, string body, int users, int population)
    {
        await JointForms.File(await As($"tanto@{body}.example"), joint, Line, users, population, 2_500_000);
        await Press($"kessai@{body}.example", joint + "/commit");
        await Shows($"tanto@{body}.example", joint, $"{(body is "ogaki-city" ? "大垣市" : "高山市")}の参加が決まりました");
    }

    private async Task Press(string email, string page, params (string, string)[] fields)
    {
        var browser = await (await As(email)).Get(page);
        await browser.Submit(null, fields);
    }

    private async Task Shows(string email, string url, string words)
    {
        var browser = await As(email);
        for (var i = 0; i < 100 && !(await browser.Get(url)).Text.Contains(words, StringComparison.Ordinal); i++)
            await Task.Delay(200);
        Assert.Contains(words, browser.Text, StringComparison.Ordinal);
    }

    private async Task<Browser> As(string email) => people.TryGetValue(email, out var known) ? known : people[email] = await host.SignIn(email);
}
