using System.Net;
using Marketplace.Tests.Procurement.Cases;
using Marketplace.Tests.Procurement.JointProcurements;
using Xunit;

namespace Marketplace.Tests.Procurement;

/// <summary>Every form of cases and joint procurements is sent each of its fields with values that no browser would send: the answer is a message at a field, or a
/// refusal, or it is accepted as text; it is never an error of the program.</summary>
[Trait("Kind", "Db")]
public sealed class HandMadeInputTests(JointApp app) : IClassFixture<JointApp>
{
    private static readonly string[] Values =
        ["", "9999-12-31", "9999-12", "0001-01-01", "0001-01", "-1", "2147483647", "9223372036854775807", "99999999999999999999", "79228162514264337593543950335", "NaN", "2026/", "9999/02-01-05-13", "a\0b", new string('長', 20_001)];

    private static readonly (string, string)[] Choice =
        [("Input.Position", "1"), ("Input.Reason", "価格が予算の範囲に収まるため。"), ("Input.Method", "Negotiated"), ("Input.Ground", "1"), ("Input.MethodReason", "少額のため随意契約とする。")];

    [Fact]
    public async Task No_start_month_throws()
    {
        var lead = await app.Requester("gifu-pref");
        await lead.Get("/joint/new");
        await lead.Submit(null, ("Input.Title", "遠い先の調達"), ("Input.Category", "0101"), ("Input.Specification", "仕様"), ("Input.StartMonth", "9999-12"),
            ("Input.DemandDeadline", "9999-12-30"), ("Input.OfferDeadline", "9999-12-31"), ("Input.Equal", "100"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lead.Status);
        Assert.Contains("利用開始月は今年度か来年度の月を選んでください", lead.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01", "0001-03-31")]
    [InlineData("9999-04-01", "9999-12-31")]
    [InlineData("9999-12-30", "9999-12-31")]
    public async Task No_term_of_a_case_throws(string start, string end)
    {
        var requester = await app.Requester("ogaki-city");
        await requester.Get("/cases/new");
        await requester.Submit(null, ("Input.Title", "遠い先の案件"), ("Input.Purpose", "試験"), ("Input.Users", "5"), ("Input.Population", "1000"), ("Input.Start", start), ("Input.End", end), ("Input.BudgetLine", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, requester.Status);
        Assert.Contains("契約開始日は今年度か来年度の日付にしてください", requester.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_form_of_a_joint_procurement_throws()
    {
        var gathering = await Filed();
        await Try(await app.Requester("gifu-pref"), "/joint/new", ("Input.Title", "手で作った入力"), ("Input.Category", "0101"), ("Input.Specification", "仕様"), ("Input.StartMonth", $"{JointApp.Month:yyyy-MM}"),
            ("Input.DemandDeadline", $"{JointApp.Today.AddDays(5):yyyy-MM-dd}"), ("Input.OfferDeadline", $"{JointApp.Today.AddDays(10):yyyy-MM-dd}"), ("Input.Equal", "100"));
        await Try(await app.Requester("ogaki-city"), $"/joint/{gathering}/demand");
        await Try(await app.Approver("ogaki-city"), $"/joint/{gathering}/commit");
        await Try(await app.Requester("gifu-pref"), $"/joint/{gathering}/extend", ("Input.DemandDeadline", $"{JointApp.Today.AddDays(6):yyyy-MM-dd}"), ("Input.Reason", "試験"));
        await Try(await app.Requester("ogaki-city"), $"/joint/{gathering}/withdraw");

        var offering = await app.Open("手で作った入力の試験 申込");
        await app.Join(offering, "takayama-city", 410, 82_000);
        await app.Join(offering, "gujo-city", 230, 38_500);
        await app.Call(offering);
        var seller = await app.Seller("mihon-gyosei");
        await seller.Get($"/joint/{offering}/offer");
        await Try(seller, $"/joint/{offering}/offer", ("Input.Listing", JointForms.Listing(seller)), ("Input.Initial", "1000"), ("Input.Tiers[0].Price", "500"));
        await app.Offer(offering, "kakuu-joho", 1_000_000, 500, 400);
        await app.PassOfferDeadline(offering);
        await Try(await app.Approver("gifu-pref"), $"/joint/{offering}/award");
        await Try(await app.Requester("gifu-pref"), $"/joint/{offering}/cancel");
        await Try(await app.SignIn("support@operator.example"), "/outages/new", ("Input.FromDay", $"{JointApp.Today.AddDays(-1):yyyy-MM-dd}"), ("Input.FromTime", "09:00"), ("Input.ToDay", $"{JointApp.Today.AddDays(-1):yyyy-MM-dd}"), ("Input.ToTime", "10:00"), ("Input.What", "試験"));

        var reader = await app.Requester("takayama-city");
        foreach (var value in Values[..^1].Select(Uri.EscapeDataString))
        {
            foreach (var url in new[] { $"/joint?state={value}&category={value}&ours={value}&p={value}", $"/joint/{offering}/evaluate?offer={value}&equal={value}&population={value}&power={value}&users={value}", $"/api/v1/joint-procurements?page={value}" })
                Assert.True((int)(await reader.Get(url)).Status < 500, $"{url}: {reader.Status}");
        }
    }

    [Fact]
    public async Task No_form_of_a_case_throws()
    {
        var (requester, approver) = (await app.Requester("ogaki-city"), await app.Approver("ogaki-city"));
        await Try(requester, "/cases/new", ("Input.Title", "手で作った入力の案件"), ("Input.Users", "5"), ("Input.Population", "1000"), ("Input.Start", $"{CaseApp.Year.FirstDay:yyyy-MM-dd}"), ("Input.End", $"{CaseApp.Year.LastDay:yyyy-MM-dd}"));
        await Try(requester, "/cases/save-search?category=0101");
        foreach (var act in new[] { "/edit", "/lock" })
            await Try(requester, await Case(requester) + act);
        await Try(requester, await Locked(requester) + "/choose", Choice);
        await Try(requester, await Chosen(requester) + "/request");
        foreach (var act in new[] { "/return", "/approve" })
        {
            var address = await Chosen(requester);
            await requester.Get(address + "/request");
            await requester.Submit(null);
            await Try(approver, address + act);
        }

        await Try(requester, await Case(requester) + "/close");
        foreach (var value in Values[..^1].Select(Uri.EscapeDataString))
        {
            foreach (var url in new[] { $"/cases?state={value}&q={value}&year={value}&p={value}", $"/cases/new?search={value}", $"/cases/save-search?q={value}&category={value}" })
                Assert.True((int)(await requester.Get(url)).Status < 500, $"{url}: {requester.Status}");
        }
    }

    private async Task<string> Filed()
    {
        var joint = await app.Open("手で作った入力の試験");
        await app.Allot("ogaki-city", 1_000_000);
        await app.File(joint, "ogaki-city", 10, 158_000, 1_000);
        return joint;
    }

    private static async Task<string> Case(Browser requester)
    {
        await requester.Get("/cases/new?search=" + Uri.EscapeDataString("?category=0101"));
        var line = System.Text.RegularExpressions.Regex.Match(requester.Html, "20\\d\\d/02-01-05-13", default, TimeSpan.FromSeconds(1)).Value;
        var last = new DateOnly(int.Parse(line[..4], null) + 1, 3, 31);
        await requester.Submit(null, ("Input.Title", "手で作った入力の案件"), ("Input.Purpose", "試験"), ("Input.Users", "5"), ("Input.Population", "1000"),
            ("Input.Start", $"{last.AddDays(-30):yyyy-MM-dd}"), ("Input.End", $"{last:yyyy-MM-dd}"), ("Input.BudgetLine", line));
        Assert.Matches("^/cases/[a-z0-9]{12}$", requester.Address.AbsolutePath);
        return requester.Address.AbsolutePath;
    }

    private static async Task<string> Locked(Browser requester)
    {
        var address = await Case(requester);
        await requester.Get(address + "/lock");
        await requester.Submit(null, ("Input.Confirmed", "true"));
        return address;
    }

    private static async Task<string> Chosen(Browser requester)
    {
        var address = await Locked(requester);
        await requester.Get(address + "/choose");
        await requester.Submit(null, Choice);
        return address;
    }

    /// <summary>Each field with each value, the <paramref name="others"/> as given or as the page shows them. What happens to be accepted is undone by nobody: the page is then opened anew, as far as it still has a form.</summary>
    private static async Task Try(Browser browser, string page, params (string Name, string Value)[] others)
    {
        await browser.Get(page);
        // Of rows that are alike, the first two.
        var fields = browser.Fields().Where(f => !f.Contains('[', StringComparison.Ordinal) || f.Contains("[0]", StringComparison.Ordinal) || f.Contains("[1]", StringComparison.Ordinal)).ToList();
        Assert.True(fields.Count > 0 || page.EndsWith("/call", StringComparison.Ordinal), $"{page} has no form: {browser.Status} {browser.Text}");
        foreach (var field in fields)
        {
            foreach (var value in Values)
            {
                if ((await browser.Get(page)).Fields().Count == 0)
                    return;
                await browser.Submit(null, [.. others.Where(o => o.Name != field), (field, value)]);
                Assert.True((int)browser.Status < 500, $"{page}, {field} = '{value[..Math.Min(40, value.Length)]}': {browser.Status} {browser.Text}");
            }
        }
    }
}
