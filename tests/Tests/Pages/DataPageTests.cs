using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Pages;

/// <summary>Saved searches, imports and files of a listing with something in them, in a real Chromium: what <see cref="PageTests"/> asks of every page.</summary>
[Trait("Kind", "Browser")]
public sealed class DataPageTests(HostProcess host) : IClassFixture<HostProcess>
{
    private const string Requester = "tanto@gifu-pref.example", Vendor = "admin@mihon-gyosei.example";

    [Fact]
    public async Task Searches_imports_and_files_are_accessible_and_fit()
    {
        Directory.CreateDirectory(PageTests.Screenshots);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await PageTests.Launch(playwright);
        var findings = new List<string>();
        foreach (var (language, width) in new[] { ("ja", 1280), ("en", 375) })
        {
            await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
            var page = await context.NewPageAsync();
            async Task Seen(string name)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(PageTests.Screenshots, $"data-{name}-{language}-{width}.png"), FullPage = true });
                var response = await page.Context.APIRequest.GetAsync(page.Url);
                Assert.True(response.Status is 200 or 404 or 405, $"{name}: {response.Status}");
                findings.AddRange((await Axe.Serious(page)).Select(f => $"{name} {language} {width}: {f}"));
                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (overflow > 1)
                    findings.Add($"{name} {language}: {overflow} px too wide at {width} px");
            }

            await PageTests.SignIn(page, Requester);
            if (language is "en")
                await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
            await page.GotoAsync("/saved-searches/new?category=01&lgwan=direct&priceTo=200000");
            await page.FillAsync("[name='Input.Name']", "窓口で使う予約と受付のシステム（LGWAN対応のもの）");
            await Press(page);
            await page.WaitForURLAsync("**/saved-searches/*");
            await Seen("saved-search");
            var search = page.Url;
            await page.GotoAsync(search + "/edit");
            await page.Locator("form[action*='handler=Feed'] button").ClickAsync();
            await page.WaitForSelectorAsync("main code");
            await Seen("saved-search-edit");
            await page.GotoAsync(search + "/remove");
            await Seen("saved-search-remove");
            await page.GotoAsync("/saved-searches");
            await Seen("saved-searches");
            await page.GotoAsync("/services?q=文書");
            var service = (await page.GetAttributeAsync(".results h2 a", "href"))!.Split('?')[0].Split('/')[^1];
            await page.GotoAsync($"/services/{service}?users=たくさん");
            await Seen("listing-cost-refused");
            await page.GotoAsync($"/lists/keep?service={service}");
            await Seen("list-keep");
            await page.FillAsync("[name='Input.Name']", $"令和9年度 文書管理システムの更新に向けた候補（{language}）");
            if (await page.Locator("[name='Input.List'][value='']").CountAsync() > 0)
                await page.CheckAsync("[name='Input.List'][value='']");
            await Press(page);
            await page.WaitForURLAsync(url => url.Contains("/lists/", StringComparison.Ordinal) && !url.EndsWith("keep", StringComparison.Ordinal));
            var list = page.Url;
            await page.Locator("details.m-details summary").First.ClickAsync();
            await page.FillAsync("[name^='Input.Notes']", "窓口で試した。\n回議の経路が事務決裁規程に合うかを、法制担当に確かめること。");
            await page.Locator("form[action*='handler=Note'] button").ClickAsync();
            await page.WaitForSelectorAsync(".notes");
            await Seen("list");
            await page.GotoAsync(list + "/edit");
            await Seen("list-edit");
            await page.GotoAsync(list + "/remove");
            await Seen("list-remove");
            await page.Locator(".site-account form[action='/sign-out'] button").ClickAsync();

            await PageTests.SignIn(page, Vendor);
            await page.GotoAsync("/listings/import?kind=software");
            await Choose(page, "製品一覧.csv", "ソフトウェアの名称,名称のよみ（ひらがな）,日本語でのサポート\r\nとても長い名前のソフトウェアでも表からはみ出さないことを確かめるための製品,せいひん,はい\r\n");
            await Seen("import-strange");
            await Choose(page, "製品一覧.csv", "ソフトウェアの名称,名称のよみ（ひらがな）,多要素認証\r\nとても長い名前のソフトウェアでも表からはみ出さないことを確かめるための製品,せいひん,\r\n,よみだけ,たぶん\r\n");
            await Seen("import-faults");
            await Choose(page, "製品一覧.csv", "ソフトウェアの名称,名称のよみ（ひらがな）\r\nとても長い名前のソフトウェアでも表からはみ出さないことを確かめるための製品,せいひん\r\n二つ目,ふたつめ\r\n");
            await Seen("import-preview");

            await page.GotoAsync("/listings");
            var listing = await page.EvaluateAsync<string>("[...document.querySelectorAll('main table a')].map(a => a.getAttribute('href'))[0]");
            await page.GotoAsync(listing + "/documents/documents");
            await page.FillAsync("[name='Input.Title']", "操作説明書（管理者向け・第3版）");
            await Choose(page, "manual.pdf", "%PDF-1.7\n%%EOF\n");
            await Seen("documents");
            await page.FillAsync("[name='Input.Title']", "偽の説明書");
            await Choose(page, "manual.pdf", "<html>");
            Assert.Equal("偽の説明書", await page.InputValueAsync("[name='Input.Title']"));
            await Seen("documents-refused");
            await page.GotoAsync(listing + "/contract");
            await Seen("documents-section");
            await page.GotoAsync(listing + "/check");
            await Seen("documents-check");
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static async Task Choose(IPage page, string name, string content)
    {
        await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(content) });
        await page.Locator("form:has(input[type=file]) button").First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    private static Task Press(IPage page) => page.GetByRole(AriaRole.Main).Locator("form[method=post] button").First.ClickAsync();
}
