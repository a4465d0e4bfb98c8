using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Pages;

/// <summary>The main screens in a real headless Chromium, as each role, in Japanese and English, at 375 and 1280 px: nothing serious from axe, no sideways scroll,
/// no error in the console (a blocked style or script would be one). Screenshots go to artifacts/screenshots.</summary>
[Trait("Kind", "Browser")]
public sealed class PageTests(HostProcess host) : IClassFixture<HostProcess>, IAsyncLifetime
{
    internal static readonly string Screenshots = Path.Combine(Architecture.DependencyTests.FindRoot(), "artifacts", "screenshots");
    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;

    /// <summary>Who looks at which pages.</summary>
    public static TheoryData<string, string, string[]> Screens => new()
    {
        { "visitor", "", ["/", "/services", "/services?q=文書", "/services?category=01&q=システム", "/vendors", "/compare", "/register", "/sign-in", "/help", "/glossary", "/accessibility", "/privacy", "/terms", "/audit/root", "/evidence", "/design", "first:/services|/services/", "first:/vendors|/vendors/", "/open-data", "then:/services?sort=name|/services/|/history"] },
        { "requester", "tanto@gifu-pref.example", ["/todo", "/cases", "/cases/new", "/joint", "/joint/new", "/contracts", "/budget", "/account", "/account/switch", "/services?q=予約", "/cases/save-search?q=予約", "/saved-searches", "/saved-searches/new?q=予約", "/lists", "/experiences"] },
        { "accountant", "kaikei@ogaki-city.example", ["/todo", "/budget", "/budget/allot", "/budget/ceilings", "/budget/ceilings/new?category=Other", "/budget/import", "/budget/transfer", "/budget/reduce", "/budget/carry-over", "/budget/year-end", "/budget/year-end/print", "/budget/open-year", "/budget/settings", "/budget/settings/ordinance", "/budget/settings/debt", "/budget/handover", "/budget/handover/print", "/budget/history", "/invoices", "/contracts", "first:/budget|/budget/2026/"] },
        { "bodyadmin", "admin@gifu-pref.example", ["/people", "/people/invite", "/tokens", "/tokens/new"] },
        { "vendor", "admin@mihon-gyosei.example", ["/todo", "/listings", "/listings/software/new", "/listings/offers/new", "first:/listings|/listings/", "/listings/import", "/listings/import?kind=software", "then:/listings|/listings/|/copy", "then:/listings|/listings/|/documents/documents", "/certification", "/certification/company", "/certification/declaration", "/certification/proofs", "/certification/proofs/new", "/certification/check", "/billing/profile", "/invoices", "/payments", "/payments/new", "/payments/import"] },
        { "administrator", "admin@gifu-pref.example", ["/account", "/account/password", "/account/second-factor", "/account/second-factor/set-up", "/account/second-factor/codes", "/account/second-factor/off", "/account/switch", "/people", "/people/invite", "first:/people|/people/", "/tokens", "/tokens/new"] },
        { "operator", "admin@operator.example", ["/todo", "/reviews", "/reviews/vendors", "/reviews/experiences", "/reviews/expiring", "/reviews/synonyms", "/reviews/questions", "/overview", "/audit", "/status"] },
    };

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Screenshots);
        playwright = await Playwright.CreateAsync();
        chromium = await Launch(playwright);
    }

    internal static Task<IBrowser> Launch(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given ? given : "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Screens_are_accessible_and_fit(string role, string email, string[] pages)
    {
        var findings = new List<string>();
        foreach (var (language, width) in new[] { ("ja", 1280), ("en", 375) })
        {
            await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
            var page = await context.NewPageAsync();
            var console = new List<string>();
            page.Console += (_, message) =>
            {
                if (message.Type is "error")
                    console.Add(message.Text);
            };
            if (email.Length > 0)
                await SignIn(page, email);
            else
                await page.GotoAsync("/");
            if (language is "en")
                await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
            foreach (var wanted in pages)
            {
                var url = await Resolve(page, wanted);
                var response = await page.GotoAsync(url);
                var name = $"{role}-{language}-{width}-{string.Concat(url.Split('?')[0].Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}{(url.Contains('?', StringComparison.Ordinal) ? "-q" : "")}";
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });
                findings.AddRange(await Look(page, url, response!));
                findings.AddRange(console.Where(text => !(text.Contains("status of 404", StringComparison.Ordinal) || text.Contains("status of 403", StringComparison.Ordinal))).Select(text => $"{url}: console: {text}"));
                console.Clear();
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task Everything_needed_works_without_script()
    {
        await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), JavaScriptEnabled = false, Locale = "ja-JP" });
        var page = await context.NewPageAsync();
        await SignIn(page, "tanto@gifu-pref.example");
        await page.GotoAsync("/services");
        await page.Locator("main [name=q], [name=q]").First.FillAsync("文書");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/services?**");
        Assert.Contains("件", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GotoAsync("/cases/new");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).First.ClickAsync();
        // An empty form shows where it is wrong. A press does not wait for the answer, so the field is waited for.
        await page.Locator("[aria-invalid=true]").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 10_000 });
        Assert.Contains("件名", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_changes_in_place_keeps_the_place_and_the_ticks_and_can_be_gone_back_through()
    {
        await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), Locale = "ja-JP" });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/services?q=文書");
        await page.EvaluateAsync("window.same = true");
        var words = page.Locator("[role=status].result-words");
        var all = await words.InnerTextAsync();
        var ticked = await page.Locator("main [name=ids]").First.GetAttributeAsync("value");
        await page.Locator("main [name=ids]").First.CheckAsync();
        var filter = page.Locator(".facet-tick[data-key^=lgwan-]").First;
        var key = await filter.GetAttributeAsync("data-key");
        await filter.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/services?q=*lgwan=*");
        await page.WaitForFunctionAsync("was => document.querySelector('.result-words').textContent !== was", all);
        Assert.Equal(key, await page.EvaluateAsync<string>("document.activeElement.dataset.key"));
        Assert.Contains("is-on", await page.Locator($"[data-key='{key}']").GetAttributeAsync("class"), StringComparison.Ordinal);
        Assert.Equal(await page.TitleAsync(), await page.EvaluateAsync<string>("fetch(location.href).then(r => r.text()).then(t => new DOMParser().parseFromString(t, 'text/html').title)"));
        Assert.Equal(1, await page.Locator($"#compare [name=ids][value='{ticked}'], [form=compare][name=ids][value='{ticked}']:checked").CountAsync());
        Assert.Empty(await Axe.Serious(page));
        await page.FillAsync("#q", "予約");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/services?q=%E4%BA%88%E7%B4%84&lgwan=*");
        await page.GoBackAsync();
        await page.GoBackAsync();
        await page.WaitForFunctionAsync("was => document.querySelector('.result-words').textContent === was", all);
        Assert.Equal("文書", await page.InputValueAsync("#q"));
        Assert.True(await page.EvaluateAsync<bool>("window.same"), "no page was loaded");
    }

    [Fact]
    public async Task A_mistyped_address_is_told_by_the_page_not_by_the_browser()
    {
        await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/register");
        await page.FillAsync("[name='Input.Email']", "not-mail");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).Last.ClickAsync();
        await page.Locator("[name='Input.Email'][aria-invalid=true]").WaitForAsync(new LocatorWaitForOptions { Timeout = 10_000 });
        Assert.Equal("not-mail", await page.InputValueAsync("[name='Input.Email']"));
    }

    [Fact]
    public async Task A_signed_in_page_keeps_to_the_keyboard()
    {
        await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/services");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task A_comparison_of_six_fits_on_A4_laid_down()
    {
        // A4 laid down, less the margins of print.css, in CSS pixels.
        const int paper = 1016;
        await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.Address.ToString(), ViewportSize = new ViewportSize { Width = paper, Height = 960 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/services?q=文書");
        var ids = await page.Locator("main [name=ids]").EvaluateAllAsync<string[]>("boxes => boxes.slice(0, 6).map(b => b.value)");
        await page.GotoAsync("/compare?" + string.Join('&', ids.Select(id => "ids=" + id)));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal(6, ids.Length);
        Assert.InRange(await page.EvaluateAsync<int>("Math.ceil(document.querySelector('table').getBoundingClientRect().right)"), 1, paper);
    }

    internal static async Task<IEnumerable<string>> Look(IPage page, string url, IResponse response)
    {
        var findings = new List<string>();
        if (response.Status != 200)
            findings.Add($"{url}: status {response.Status}");
        findings.AddRange((await Axe.Serious(page)).Select(finding => $"{url}: {finding}"));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 1)
            findings.Add($"{url}: {overflow} px too wide at {page.ViewportSize!.Width} px");
        findings.AddRange((await page.EvaluateAsync<string[]>(TouchingButtons)).Select(pair => $"{url}: buttons touch at {page.ViewportSize!.Width} px: {pair}"));
        return findings;
    }

    /// <summary>Neighbouring buttons need 4 px between them, or a clerk presses the wrong one.</summary>
    private const string TouchingButtons = """
        [...document.querySelectorAll('main .m-button + .m-button')].filter(b => b.checkVisibility()).flatMap(b => {
          const [one, two] = [b.previousElementSibling.getBoundingClientRect(), b.getBoundingClientRect()];
          const [across, down] = [Math.max(two.left - one.right, one.left - two.right), Math.max(two.top - one.bottom, one.top - two.bottom)];
          return Math.max(across, down) < 4 ? [`${b.previousElementSibling.innerText} / ${b.innerText}`] : [];
        })
        """;

    private static async Task<string> Resolve(IPage page, string wanted)
    {
        // A page below the first one found: "then:list|link|rest".
        if (wanted.StartsWith("then:", StringComparison.Ordinal) && wanted[5..].Split('|') is [var list, var link, var rest])
            return await Resolve(page, $"first:{list}|{link}") + rest;
        if (!wanted.StartsWith("first:", StringComparison.Ordinal))
            return wanted;
        var parts = wanted[6..].Split('|');
        await page.GotoAsync(parts[0]);
        var links = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href]')].map(a => a.getAttribute('href'))");
        return links.FirstOrDefault(l => l.StartsWith(parts[1], StringComparison.Ordinal) && !l.Contains('?', StringComparison.Ordinal) && !l.EndsWith("/new", StringComparison.Ordinal) && !l.EndsWith("/import", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No link to {parts[1]} on {parts[0]}");
    }

    internal static async Task SignIn(IPage page, string email)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name='Input.Email']", email);
        await page.FillAsync("[name='Input.Password']", TestDatabase.SamplePassword);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/todo");
    }
}
