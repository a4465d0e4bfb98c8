using System.Globalization;
using Marketplace.Shared;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Pages;

/// <summary>The pages of a case over several years, of one returned for lack of budget and of one that looks split, in a real Chromium: what <see cref="PageTests"/>
/// asks of every page.</summary>
[Trait("Kind", "Browser")]
public sealed class CasePageTests(HostProcess host) : IClassFixture<HostProcess>
{
    private const string Requester = "tanto@ogaki-city.example", Approver = "kessai@ogaki-city.example", Accountant = "kaikei@ogaki-city.example", Search = "?category=0101";
    private readonly Dictionary<string, Browser> people = new(StringComparer.Ordinal);

    private static FiscalYear Year => FiscalYear.Of(TimeProvider.System.JapanToday());

    [Fact]
    public async Task Cases_over_years_and_their_ceilings_are_accessible_and_fit()
    {
        await Press(Accountant, "/budget/settings/ordinance", ("Input.Name", "大垣市長期継続契約を締結することができる契約を定める条例"), ("Input.MaxYears", "5"));
        await Press(Accountant, "/budget/settings/debt", ("Input.Subject", "文書管理システムの使用料"), ("Input.Limits[0]", "9,000,000"), ("Input.Limits[1]", "9,000,000"));
        await Press(Accountant, "/budget/ceilings/new?category=Other", ("Input.Category", "Other"), ("Input.ValidFrom", "2026-04-01"), ("Input.Amount", "900,000"), ("Input.Source", "大垣市契約規則第25条"));
        var contracted = await Case("三年の利用", "02-01-05-13", 3, "2");
        await Press(Requester, contracted + "/request");
        await Press(Approver, contracted + "/approve");
        await Shows(Requester, contracted, "契約済");
        var contract = System.Text.RegularExpressions.Regex.Match(people[Requester].Html, "/contracts/[a-z0-9]{12}", default, TimeSpan.FromSeconds(1)).Value;
        var held = await Case("予算を仮に確保した案件", "02-01-05-13", 1, "2");
        await Press(Requester, held + "/request");
        await Shows(Requester, held, "決裁待ち");
        var returned = await Case("予算が足りない案件", "02-01-02-13", 1, "2");
        await Press(Requester, returned + "/request");
        await Shows(Requester, returned, "予算不足で差戻し");
        var chosen = await Case("選定した案件", "02-01-05-13", 3, "2");
        (string Who, string Email, string[] Pages)[] visits =
        [
            ("requester", Requester, ["/cases/new", contracted, contracted + "/print", held, held + "/withdraw", returned, chosen, chosen + "/choose", chosen + "/request", contract, contract + "/print"]),
            ("approver", Approver, [held + "/approve"]),
            ("accountant", Accountant, ["/budget/ceilings", "/budget/ceilings/new", "/budget/settings", "/budget/handover", contract]),
        ];
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [contracted] = "1contracted", [held] = "2held", [returned] = "3returned", [chosen] = "4chosen", [contract] = "5contract" };
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
                    await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(PageTests.Screenshots, $"case-{name}-{who}-{language}-{width}.png"), FullPage = true });
                    findings.AddRange((await PageTests.Look(page, url, response!)).Select(f => $"{who} {name} {language} {width}: {f}"));
                }
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    /// <summary>From the form to the choice; <paramref name="years"/> fiscal years by the ordinance.</summary>
    private async Task<string> Case(string title, string line, int years, string ground)
    {
        var browser = await (await As(Requester)).Get("/cases/new?search=" + Uri.EscapeDataString(Search));
        await browser.Submit(null, ("Input.Title", title), ("Input.Users", "200"), ("Input.Population", "160000"), ("Input.Start", Text(Year.LastDay.AddDays(-30))),
            ("Input.End", Text(Year.LastDay.AddYears(years - 1))), ("Input.Right", years > 1 ? "long-term" : ""), ("Input.BudgetLine", $"{Year.Year}/{line}"));
        Assert.Matches("^/cases/[a-z0-9]{12}$", browser.Address.AbsolutePath);
        var address = browser.Address.AbsolutePath;
        await Press(Requester, address + "/lock", ("Input.Confirmed", "true"));
        await Press(Requester, address + "/choose", ("Input.Position", "1"), ("Input.Reason", "必要な機能を備え、価格が予算の範囲に収まるため。"), ("Input.Method", "Negotiated"), ("Input.Category", "Other"),
            ("Input.Ground", ground), ("Input.MethodReason", "この条件を満たすサービスの仕様上、競争に適しないため。"));
        Assert.Contains("選定済", browser.Text, StringComparison.Ordinal);
        return address;
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

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<Browser> As(string email) => people.TryGetValue(email, out var known) ? known : people[email] = await host.SignIn(email);
}
