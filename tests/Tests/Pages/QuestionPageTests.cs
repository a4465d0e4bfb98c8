using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Pages;

/// <summary>Editing the question set and being led over to it, in a real Chromium: what <see cref="PageTests"/> asks of every page.</summary>
[Trait("Kind", "Browser")]
public sealed class QuestionPageTests(HostProcess host) : IClassFixture<HostProcess>
{
    private const string Operator = "admin@operator.example", Vendor = "admin@mihon-gyosei.example", Draft = "/reviews/questions/draft";

    [Fact]
    public async Task Question_sets_are_accessible_and_fit()
    {
        Directory.CreateDirectory(PageTests.Screenshots);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await PageTests.Launch(playwright);
        var findings = new List<string>();
        foreach (var (language, width, gone) in new[] { ("ja", 1280, "mobile"), ("en", 375, "logRetentionMonths") })
        {
            await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
            var page = await context.NewPageAsync();
            async Task Seen(string name)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(PageTests.Screenshots, $"questions-{name}-{language}-{width}.png"), FullPage = true });
                findings.AddRange((await Axe.Serious(page)).Select(f => $"{name} {language} {width}: {f}"));
                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (overflow > 1)
                    findings.Add($"{name} {language}: {overflow} px too wide at {width} px");
            }

            async Task Visit(string name, string address)
            {
                var response = await page.GotoAsync(address);
                if (response!.Status != 200)
                    findings.Add($"{name}: {response.Status}");
                await Seen(name);
            }

            await PageTests.SignIn(page, Operator);
            if (language is "en")
                await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
            await Visit("versions", "/reviews/questions");
            await Press(page);
            await page.WaitForURLAsync("**" + Draft);
            await Visit("remove", $"{Draft}/questions/api/remove");
            await Press(page);
            await page.WaitForURLAsync("**" + Draft);
            await Seen("draft-faults");
            await Visit("condition-fault", $"{Draft}/questions/apiUrl");
            await Visit("open-refused", $"{Draft}/open");
            await Visit("tree", $"{Draft}/questions/functions");
            await Visit("table", $"{Draft}/questions/optionPrices");
            await page.FillAsync("[name='Input.Columns[0].En']", "");
            await page.Locator("button[value=save]").ClickAsync();
            await page.Locator("[aria-invalid=true]").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 10_000 });
            await Seen("table-refused");
            await Visit("text", $"{Draft}/questions/nameKana");
            await Visit("new", $"{Draft}/questions/new?section=security");
            await Visit("section-new", $"{Draft}/sections/new");
            await Visit("section-remove", $"{Draft}/sections/exit/remove");
            var number = (await page.EvaluateAsync<int>("(async () => +(await (await fetch('/reviews/questions/draft')).text()).match(/versions\\/(\\d+)/)[1])()"));
            await Visit("preview-tree", $"/reviews/questions/versions/{number}?section=basic");
            await Visit("preview-table", $"/reviews/questions/versions/{number}?section=price");
            await Visit("differences", $"/reviews/questions/versions/{number}/differences");
            await Visit("discard", $"{Draft}/discard");
            await Press(page);
            await page.WaitForURLAsync("**/reviews/questions");

            await Press(page);
            await page.GotoAsync($"{Draft}/questions/{gone}/remove");
            await Press(page);
            await page.GotoAsync($"{Draft}/questions/new?section=security");
            await page.FillAsync("[name='Input.Id']", $"penetration{language}");
            await page.FillAsync("[name='Input.Ja']", "外部の専門家による侵入テストと脆弱性診断の実施");
            await page.FillAsync("[name='Input.En']", "Penetration tests and vulnerability assessments by outside experts");
            await page.CheckAsync("[name='Input.Kind'][value=YesNo]");
            await Press(page);
            await page.CheckAsync("[name='Input.Required']");
            await page.Locator("button[value=save]").ClickAsync();
            await page.WaitForURLAsync("**" + Draft + "#security");
            await Visit("draft", Draft);
            await Visit("open", $"{Draft}/open");
            await Press(page);
            await page.WaitForURLAsync("**/reviews/questions");
            await Seen("opened");
            await page.Locator(".site-account form[action='/sign-out'] button").ClickAsync();

            await PageTests.SignIn(page, Vendor);
            await page.GotoAsync("/listings?kind=software");
            var listing = await page.EvaluateAsync<string>("[...document.querySelectorAll('main table a')].map(a => a.getAttribute('href'))[0]");
            await Visit("listing-older", listing);
            await Visit("renew", listing + "/questions");
            await Press(page);
            await page.WaitForURLAsync("**" + listing);
            await Seen("listing-renewed");
            await Visit("section-marked", listing + "/security");
            await Visit("section-tree", listing + "/basic");
            await Visit("section-table", listing + "/data");
            await page.Locator("button[value='add-row:dataCentres']").ClickAsync();
            await page.Locator("[name='answers[dataCentres].rows[5].place']").WaitForAsync(new LocatorWaitForOptions { Timeout = 10_000 });
            await page.FillAsync("[name='answers[dataCentres].rows[3].place']", "東京都");
            await page.Locator("button[value=next]").ClickAsync();
            await page.Locator("[aria-invalid=true]").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 10_000 });
            await Seen("section-table-refused");
            await Visit("check", listing + "/check");
            await page.GotoAsync("/services?q=" + Uri.EscapeDataString("ほんにん証かざしAPI"));
            await Visit("service", (await page.EvaluateAsync<string>("[...document.querySelectorAll('main .results a')].map(a => a.getAttribute('href')).find(h => h.startsWith('/services/'))")).Split('?')[0]);
            await Visit("search", "/services?offeringKind=component&functions=identity&functions=jpki");
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static async Task Press(IPage page)
    {
        await page.GetByRole(AriaRole.Main).Locator("form[method=post] button").First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
    }
}
