using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Pages;

/// <summary>The pages of an experience from the writing to the answer between bodies, in a real Chromium: what <see cref="PageTests"/> asks of every page.</summary>
[Trait("Kind", "Browser")]
public sealed class ExperiencePageTests(HostProcess host) : IClassFixture<HostProcess>
{
    [Fact]
    public async Task Experiences_are_accessible_and_fit()
    {
        Directory.CreateDirectory(PageTests.Screenshots);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await PageTests.Launch(playwright);
        var findings = new List<string>();
        foreach (var (language, width, teller) in new[] { ("ja", 1280, "tanto@ogaki-city.example"), ("en", 375, "tanto@gifu-pref.example") })
        {
            await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
            var page = await context.NewPageAsync();
            async Task Seen(string name)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(PageTests.Screenshots, $"experience-{name}-{language}-{width}.png"), FullPage = true });
                findings.AddRange((await Axe.Serious(page)).Select(f => $"{name} {language} {width}: {f}"));
                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (overflow > 1)
                    findings.Add($"{name} {language}: {overflow} px too wide at {width} px");
            }

            async Task Become(string email)
            {
                if (await page.Locator(".site-account form[action='/sign-out'] button").CountAsync() > 0)
                    await page.Locator(".site-account form[action='/sign-out'] button").ClickAsync();
                await PageTests.SignIn(page, email);
            }

            await Become(teller);
            if (language is "en")
                await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
            await page.GotoAsync("/services?q=ふみくら文書");
            var service = (await page.GetAttributeAsync(".results h2 a", "href"))!.Split('?')[0];
            await page.GotoAsync(service + "/experiences");
            await Seen("of-service");
            await page.GotoAsync($"/experiences/write?service={service.Split('/')[^1]}");
            await Seen("write");
            await Press(page);
            await page.WaitForSelectorAsync(".m-errors, [role=alert]");
            await Seen("write-refused");
            await page.FillAsync("[name='Input.Since']", "2024");
            await page.FillAsync("[name='Input.Users']", "250");
            await page.CheckAsync("[name='Input.Way'][value='Proposal']");
            await page.FillAsync("[name='Input.YearlyCost']", "2,640,000");
            await page.FillAsync("[name='Input.Good']", "収受の登録から決裁、保存までが一つの画面で済むようになりました。\n文書の所在を尋ねる電話が、月に40件から5件ほどになりました。");
            await page.CheckAsync("[name='Input.TakesContact'][type=checkbox]");
            await Press(page);
            await page.WaitForURLAsync("**/experiences");
            await Seen("own");
            await page.GotoAsync((await page.GetAttributeAsync("main a[href^='/experiences/write/']", "href"))!);
            await Seen("change");

            await Become("shinsa@operator.example");
            await page.GotoAsync("/reviews/experiences");
            await Seen("moderate");
            await page.Locator("main button[name=publish][value=true]").First.ClickAsync();
            await page.WaitForLoadStateAsync(LoadState.Load);

            await Become("hanbai@mihon-gyosei.example");
            await page.GotoAsync("/services?q=ふみくら文書");
            await page.GotoAsync(service + "/experiences");
            if (await page.Locator("a[href$='/reply']").CountAsync() > 0)
            {
                await page.Locator("a[href$='/reply']").First.ClickAsync();
                await Seen("reply");
            }

            await Become("tanto@ikeda-town.example");
            await page.GotoAsync(service + "/experiences");
            await Seen("read");
            await page.Locator("a[href$='/contact']").First.ClickAsync();
            await Seen("contact");
            await page.FillAsync("[name='Input.Text']", "過去の簿冊の登録は、どの年度からにしましたか。");
            await Press(page);
            await page.WaitForURLAsync("**/experiences");
            await Seen("asked");
            await page.Locator("main a[href^='/experiences/contacts/']").First.ClickAsync();
            await Seen("question");
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static Task Press(IPage page) => page.GetByRole(AriaRole.Main).Locator("form[method=post] button").First.ClickAsync();
}
