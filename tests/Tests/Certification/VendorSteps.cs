using System.Text.RegularExpressions;
using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tests.Certification;

/// <summary>A vendor that a test registered, with its administrator's browser.</summary>
internal sealed record TestVendor(Browser Browser, CorporateNumber Number, string Email, string Name);

/// <summary>What vendors and reviewers do, by name.</summary>
internal static partial class VendorSteps
{
    public const string Password = "an uncommon sentence 77";
    private static int last = 100;

    public static CorporateNumber FreshNumber()
    {
        var twelve = $"5000{Interlocked.Increment(ref last):00000000}";
        return CorporateNumber.Parse($"{CorporateNumber.CheckDigit(twelve)}{twelve}");
    }

    public static (string Name, string Value)[] Registration(CorporateNumber number, string email) =>
    [
        ("Input.Name", $"株式会社試験{number}"), ("Input.Kana", "かぶしきがいしゃしけん"), ("Input.CorporateNumber", number.ToString()), ("Input.Prefecture", "岐阜県"), ("Input.Address", "試験市1丁目1番"),
        ("Input.PersonName", "試験 一郎"), ("Input.Email", email), ("Input.Password", Password), ("Input.Agreed", "true"),
    ];

    public static async Task<TestVendor> RegisterVendor(this MarketplaceApp app)
    {
        var number = FreshNumber();
        var email = $"admin-{number}@vendor.example";
        var browser = app.Visitor();
        await browser.Get("/register");
        await browser.Submit(null, Registration(number, email));
        if (browser.Address.AbsolutePath is not "/certification")
            throw new InvalidOperationException($"Not registered: {browser.Text}");
        await app.Settle();
        return new TestVendor(browser, number, email, $"株式会社試験{number}");
    }

    public static async Task FillIn(this TestVendor vendor, string about = "自治体向けの文書管理サービスを提供しています。")
    {
        await vendor.Browser.Get("/certification/company");
        await vendor.Browser.Submit(null, ("Input.About", about), ("Input.ContactEmail", "info@vendor.example"), ("Input.ContactPhone", "０３-1234-5678"), ("Input.Employees", "25"), ("Input.InvoiceNumber", $"T{vendor.Number}"));
        vendor.ShouldBeAt("/certification");
        await vendor.Browser.Get("/certification/declaration");
        await vendor.Browser.Submit(null, ("Input.NoOrganisedCrime", "true"), ("Input.NotBarred", "true"), ("Input.ProtectsPersonalData", "true"), ("Input.AcceptsAgreement", "true"), ("Input.HasQualification", "false"));
        vendor.ShouldBeAt("/certification");
    }

    public static async Task AddProof(this TestVendor vendor, DateOnly from, DateOnly expires, string kind = "Iso27001", string number = "IS 600001")
    {
        await vendor.Browser.Get("/certification/proofs/new");
        await vendor.Browser.Submit(null, ("Input.Kind", kind), ("Input.Number", number), ("Input.Issuer", "試験認証機構"), ("Input.Scope", "全社"), ("Input.ValidFrom", Day(from)), ("Input.Expires", Day(expires)));
    }

    public static Task AddValidProof(this TestVendor vendor, MarketplaceApp app, string number = "IS 600001") =>
        vendor.AddProof(app.Today().AddYears(-1), app.Today().AddYears(1), number: number);

    public static async Task Submit(this TestVendor vendor)
    {
        await vendor.Browser.Get("/certification/check");
        await vendor.Browser.Submit(null);
    }

    /// <summary>Everything up to the reviewer's desk.</summary>
    public static async Task<TestVendor> SubmittedVendor(this MarketplaceApp app)
    {
        var vendor = await app.RegisterVendor();
        await vendor.FillIn();
        await vendor.AddValidProof(app);
        await vendor.Submit();
        vendor.ShouldBeAt("/certification");
        return vendor;
    }

    public static async Task<TestVendor> CertifiedVendor(this MarketplaceApp app)
    {
        var vendor = await app.SubmittedVendor();
        var reviewer = await app.SignIn("shinsa@operator.example");
        await reviewer.OpenReview(vendor);
        await reviewer.Decide("Certify");
        return vendor;
    }

    /// <summary>Finds the vendor in the queue and opens its page.</summary>
    public static async Task OpenReview(this Browser reviewer, TestVendor vendor)
    {
        await reviewer.Get($"/reviews/vendors?state=all&q={vendor.Number}");
        await reviewer.Get(ReviewLink().Match(reviewer.Html).Value);
    }

    /// <summary>From a vendor's review page or its decision page.</summary>
    public static async Task Decide(this Browser reviewer, string decision, params (string Name, string Value)[] fields)
    {
        if (!reviewer.Address.AbsolutePath.EndsWith("/decide", StringComparison.Ordinal))
            await reviewer.Get(reviewer.Address.AbsolutePath + "/decide");
        await reviewer.Submit(null, [("Input.Decision", decision), .. fields]);
    }

    public static async Task<VendorStanding> StandingOf(this MarketplaceApp app, TestVendor vendor) => await app.Inside(async services =>
    {
        var organisation = await services.GetRequiredService<IOrganisations>().FindByCorporateNumber(vendor.Number, CancellationToken.None);
        return await services.GetRequiredService<ICertification>().Standing(organisation!.Id, CancellationToken.None);
    });

    /// <summary>The versions of the standings published for a vendor, in order, with whether it was certified.</summary>
    public static async Task<List<(long Version, bool Certified, int Proofs)>> PublishedStandings(this MarketplaceApp app, TestVendor vendor) => await app.Inside(async services =>
    {
        var organisation = await services.GetRequiredService<IOrganisations>().FindByCorporateNumber(vendor.Number, CancellationToken.None);
        await using var command = services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand(
            "select (payload->>'version')::bigint, (payload->>'certified')::boolean, jsonb_array_length(payload->'proofs') from shared.outbox where type = 'VendorStandingChanged' and payload->>'vendorId' = $1 order by 1");
        command.Parameters.Add(new() { Value = organisation!.Id.ToString() });
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<(long, bool, int)>();
        while (await reader.ReadAsync())
            found.Add((reader.GetInt64(0), reader.GetBoolean(1), reader.GetInt32(2)));
        return found;
    });

    public static DateOnly Today(this MarketplaceApp app) => app.Time.JapanToday();

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static void ShouldBeAt(this TestVendor vendor, string path)
    {
        if (!string.Equals(vendor.Browser.Address.AbsolutePath, path, StringComparison.Ordinal))
            throw new InvalidOperationException($"At {vendor.Browser.Address.AbsolutePath} ({vendor.Browser.Status}) instead of {path}: {vendor.Browser.Text}");
    }

    [GeneratedRegex("/reviews/vendors/[0-9a-z]{12}")]
    private static partial Regex ReviewLink();
}
