using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Catalog;
using Marketplace.Shared;
using Marketplace.Tests.Catalog.Listings;
using Xunit;

namespace Marketplace.Tests.Journey;

/// <summary>The whole way, from a vendor that nobody knows to a paid invoice, through HTTP as people walk it, on real PostgreSQL with nothing replaced.
/// The steps carry the numbers; each looks at what the next person sees.</summary>
[Trait("Kind", "Db")]
public sealed partial class JourneyTests(DefaultEnginesApp app) : IClassFixture<DefaultEnginesApp>
{
    private const string Requester = "tanto@ogaki-city.example", Approver = "kessai@ogaki-city.example", Accountant = "kaikei@ogaki-city.example", Reviewer = "shinsa@operator.example";
    private static readonly string Twelve = "999900077001";
    private static readonly string CorporateNumberText = $"{CorporateNumber.CheckDigit(Twelve)}{Twelve}";

    private static DateOnly Today => TimeProvider.System.JapanToday();
    private static FiscalYear Year => FiscalYear.Of(Today);

    [Fact]
    public async Task From_an_unknown_vendor_to_a_paid_invoice_alone_and_together()
    {
        var vendor = await VendorRegistersAndApplies();
        var (software, offer) = await VendorDraftsAListing(vendor);
        await OperatorReturnsThenApproves(vendor, software, offer);
        var search = await PeopleFindAndCompareIt(offer);
        var contract = await ABodyBuysAlone(search);
        await BodiesBuyTogether(vendor);
        await DeliveryToPayment(vendor, contract);
        await OperatorSeesItAll();
    }

    /// <summary>Step 2, the vendor itself.</summary>
    private async Task<Browser> VendorRegistersAndApplies()
    {
        var vendor = app.Visitor();
        await vendor.Get("/register");
        (string, string)[] company =
        [
            ("Input.Name", "株式会社たびだちクラウド"), ("Input.Kana", "たびだちくらうど"), ("Input.Prefecture", "岐阜県"), ("Input.Address", "大垣市丸の内一丁目1番"),
            ("Input.PersonName", "旅立 一歩"), ("Input.Email", "ippo@tabidachi.example"), ("Input.Password", "migi-hidari-ue-shita"), ("Input.Agreed", "true"),
        ];
        await vendor.Submit(null, [("Input.CorporateNumber", "1" + Twelve), .. company]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, vendor.Status);
        Assert.Contains("法人番号", vendor.Text, StringComparison.Ordinal);
        Assert.Contains("株式会社たびだちクラウド", vendor.Html, StringComparison.Ordinal);
        await vendor.Submit(null, [("Input.CorporateNumber", CorporateNumberText), .. company]);
        Assert.True(vendor.Status == HttpStatusCode.OK && vendor.Address.AbsolutePath != "/register", vendor.Text);
        await app.Settle();

        await vendor.Get("/certification/company");
        await vendor.Submit(null, ("Input.About", "地方公共団体の窓口業務のサービスを作っています。"), ("Input.ContactEmail", "madoguchi@tabidachi.example"), ("Input.ContactPhone", "058-000-0000"),
            ("Input.Employees", "42"), ("Input.InvoiceNumber", $"T{CorporateNumberText}"));
        await vendor.Get("/certification/declaration");
        await vendor.Submit(null, ("Input.NoOrganisedCrime", "true"), ("Input.NotBarred", "true"), ("Input.ProtectsPersonalData", "true"), ("Input.AcceptsAgreement", "true"), ("Input.HasQualification", "false"));
        await vendor.Get("/certification/proofs/new");
        await vendor.Submit(null, ("Input.Kind", "PrivacyMark"), ("Input.Number", "SAMPLE-P-1"), ("Input.Issuer", "見本審査機関"), ("Input.Scope", "全社"),
            ("Input.ValidFrom", Form(Today.AddMonths(-6))), ("Input.Expires", Form(Today.AddMonths(18))));
        await vendor.Get("/certification/check");
        await vendor.Submit(null);
        Assert.Contains("審査中", (await vendor.Get("/certification")).Text, StringComparison.Ordinal);
        return vendor;
    }

    /// <summary>Step 2, the listing: page by page, what is valid is kept.</summary>
    private static async Task<(string Software, string Offer)> VendorDraftsAListing(Browser vendor)
    {
        await vendor.Get("/listings/software/new");
        await vendor.Submit(null, ("Input.Name", "たびだち窓口ナビ"));
        var software = vendor.Address.AbsolutePath.Split('/')[^1];
        var answers = SeedSet.SoftwareAnswers();
        answers["name"] = "たびだち窓口ナビ";
        answers["summary"] = "転入と転出の手続きをひとつの画面で案内します。";
        await Fill(vendor, software, EntryKind.Software, answers);
        await SubmitListing(vendor, software);

        await vendor.Get("/listings/offers/new?q=" + Uri.EscapeDataString("たびだち窓口ナビ"));
        await vendor.Submit(null, ("Input.Software", software), ("Input.OfferName", "たびだち標準プラン"));
        var offer = vendor.Address.AbsolutePath.Split('/')[^1];
        await vendor.Get($"/listings/{offer}/check");
        Assert.Contains("申請するには、次の入力が必要です", vendor.Text, StringComparison.Ordinal);
        var plan = SeedSet.OfferAnswers();
        plan["offerName"] = "たびだち標準プラン";
        plan["pricePlan"] = System.Text.Json.Nodes.JsonNode.Parse("""{"initialYen":120000,"basis":"flat","tiers":[{"from":0,"monthlyYen":30000}],"minimumTermMonths":1,"trialDays":30}""");
        await Fill(vendor, offer, EntryKind.Offer, plan);
        await SubmitListing(vendor, offer);
        return (software, offer);
    }

    /// <summary>Step 3.</summary>
    private async Task OperatorReturnsThenApproves(Browser vendor, string software, string offer)
    {
        var reviewer = await app.SignIn(Reviewer);
        await reviewer.Get("/reviews/vendors?q=" + Uri.EscapeDataString("たびだち"));
        var page = VendorReview().Match(reviewer.Html).Value;
        await reviewer.Get($"/reviews/listings/{software}");
        await reviewer.Submit($"/reviews/listings/{software}/decide", ("decision", "approve"));
        Assert.Equal(HttpStatusCode.Conflict, reviewer.Status);
        await reviewer.Get(page + "/decide");
        await reviewer.Submit(null, ("Input.Decision", "Certify"));
        await app.Settle();
        Assert.Contains("認証済", (await vendor.Get("/certification")).Text, StringComparison.Ordinal);

        await reviewer.Get($"/reviews/listings/{software}");
        await reviewer.Submit($"/reviews/listings/{software}/decide", ("comments[summary]", "対象となる届出の名前も書いてください。"), ("decision", "return"));
        Assert.Contains("対象となる届出の名前も書いてください。", (await vendor.Get($"/listings/{software}/basic")).Text, StringComparison.Ordinal);
        await vendor.Submit($"/listings/{software}/basic", ("answers[summary]", "転入届と転出届の手続きをひとつの画面で案内します。"), ("go", "list"));
        await SubmitListing(vendor, software);

        await reviewer.Get($"/reviews/listings/{software}");
        Assert.Contains("1件の回答が変わりました", reviewer.Text, StringComparison.Ordinal);
        Assert.Matches("<ins>.*届", reviewer.Html.Replace("\n", "", StringComparison.Ordinal));
        foreach (var listing in new[] { software, offer })
        {
            await reviewer.Get($"/reviews/listings/{listing}");
            await reviewer.Submit($"/reviews/listings/{listing}/decide", ("decision", "approve"));
            Assert.True(reviewer.Status == HttpStatusCode.OK, reviewer.Text);
        }
    }

    /// <summary>Step 4. The listing is in search within a second of its approval, by the program's own relay.</summary>
    private async Task<string> PeopleFindAndCompareIt(string offer)
    {
        var began = TimeProvider.System.GetTimestamp();
        var visitor = app.Visitor();
        var found = false;
        while (!found && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5))
            found = (await visitor.Get("/services?q=" + Uri.EscapeDataString("たびだち窓口"))).Text.Contains("たびだち窓口ナビ", StringComparison.Ordinal);
        Assert.True(found, visitor.Text);
        await visitor.Get($"/services/{offer}?users=100&population=50000&months=12");
        Assert.Contains("転入届と転出届", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("480,000", visitor.Text, StringComparison.Ordinal);
        await visitor.Get("/services?category=0101");
        var other = Service().Matches(visitor.Html).Select(m => m.Groups[1].Value).First(id => id != offer);
        await visitor.Get($"/compare?ids={offer}&ids={other}");
        Assert.Contains("たびだち窓口ナビ", visitor.Text, StringComparison.Ordinal);
        return "?q=" + Uri.EscapeDataString("たびだち窓口");
    }

    /// <summary>Step 5.</summary>
    private async Task<string> ABodyBuysAlone(string search)
    {
        var requester = await app.SignIn(Requester);
        await requester.Get("/cases/new?search=" + Uri.EscapeDataString(search));
        await requester.Submit(null, ("Input.Title", "窓口案内サービスの利用"), ("Input.Purpose", "待ち時間を減らすため"), ("Input.Users", "80"), ("Input.Population", "158000"),
            ("Input.Start", Form(Today)), ("Input.End", Form(Year.LastDay)), ("Input.BudgetLine", BudgetOption(requester)));
        Assert.Matches("^/cases/[a-z0-9]{12}$", requester.Address.AbsolutePath);
        var address = requester.Address.AbsolutePath;
        await requester.Get(address + "/lock");
        await requester.Submit(null, ("Input.Confirmed", "true"));
        await requester.Get(address + "/choose");
        await requester.Submit(null, ("Input.Position", "1"), ("Input.Reason", "必要な機能を備え、価格が予算の範囲に収まるため。"), ("Input.Method", "Negotiated"), ("Input.Ground", "1"), ("Input.MethodReason", "予定価格が少額随意契約の上限に収まるため。"));
        await requester.Get(address + "/request");
        await requester.Submit(null);
        Assert.Contains("決裁待ち", (await requester.Get(address)).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignIn("tanto@takayama-city.example")).Get(address)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await requester.Get(address + "/approve")).Status);
        var approver = await app.SignIn(Approver);
        Assert.Contains("窓口案内サービスの利用", (await approver.Get("/todo")).Text, StringComparison.Ordinal);
        await approver.Get(address + "/approve");
        await approver.Submit(null);
        await app.Settle();
        Assert.Contains("契約", (await approver.Get(address)).Text, StringComparison.Ordinal);
        var contract = Contract().Match((await requester.Get(address)).Html);
        Assert.True(contract.Success, requester.Text);
        return contract.Groups[1].Value;
    }

    /// <summary>Step 6: the prefecture and four bodies, with the sellers of the sample catalogue and our vendor.</summary>
    private async Task BodiesBuyTogether(Browser vendor)
    {
        var lead = await app.SignIn("tanto@gifu-pref.example");
        await lead.Get("/joint/new");
        var month = new DateOnly(Today.Year, Today.Month, 1).AddMonths(1);
        await lead.Submit(null, ("Input.Title", "窓口案内の共同調達"), ("Input.Category", "0101"), ("Input.Specification", "来庁前の案内と予約"), ("Input.StartMonth", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
            ("Input.DemandDeadline", Form(Today.AddDays(3))), ("Input.OfferDeadline", Form(Today.AddDays(6))), ("Input.Equal", "0"), ("Input.Population", "0"), ("Input.PopulationPower585", "100"), ("Input.Users", "0"));
        Assert.Matches("^/joint/[a-z0-9]{12}$", lead.Address.AbsolutePath);
        var joint = lead.Address.AbsolutePath;
        var bodies = new[] { ("ogaki-city", 158_000), ("takayama-city", 82_000), ("gujo-city", 38_000), ("ikeda-town", 23_000) };
        foreach (var (body, population) in bodies)
        {
            var requester = await app.SignIn($"tanto@{body}.example");
            await requester.Get(joint + "/demand");
            await requester.Submit(null, ("Input.Users", "60"), ("Input.Population", $"{population}"), ("Input.StartMonth", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
                ("Input.BudgetLine", LineOption(requester)), ("Input.Ceiling", "900000"));
            var approver = await app.SignIn($"kessai@{body}.example");
            await approver.Get(joint + "/commit");
            await approver.Submit(null);
            await app.Settle();
            Assert.Contains("参加決定", (await requester.Get(joint)).Text, StringComparison.Ordinal);
        }

        await lead.Get(joint + "/call");
        await lead.Submit(null);
        await vendor.Get(joint + "/offer");
        await vendor.Submit(null, ("Input.Listing", Listing().Match(vendor.Html).Groups[1].Value), ("Input.Initial", "400003"), ("Input.Basis", "TotalUsers"),
            ("Input.Tiers[0].From", "0"), ("Input.Tiers[0].Price", "500"), ("Input.Tiers[1].From", "200"), ("Input.Tiers[1].Price", "333"));
        Assert.Contains("申込を受け付けました", vendor.Text, StringComparison.Ordinal);
        await Sql($"update procurement.joint_procurement set demand_closes_at = now() - interval '2 hours', offers_open_at = now() - interval '1 hour' where public_id = '{joint[7..]}'");

        var leader = await app.SignIn("kessai@gifu-pref.example");
        await leader.Get(joint + "/award");
        await leader.Submit(null, ("Input.Offer", OfferOption().Match(leader.Html).Groups[1].Value), ("Input.Reason", "総額がもっとも低いため。"));
        await app.Settle();
        Assert.Contains("契約完了", (await lead.Get(joint)).Text, StringComparison.Ordinal);
        var nets = await Sums($"select c.net from procurement.contract c join procurement.joint_procurement j on j.id = c.source_id where j.public_id = '{joint[7..]}'");
        Assert.Equal(4, nets.Count);
        Assert.Equal((await Sums($"select awarded_net from procurement.joint_procurement where public_id = '{joint[7..]}'")).Single(), nets.Sum());
    }

    /// <summary>Step 7.</summary>
    private async Task DeliveryToPayment(Browser vendor, string contract)
    {
        await vendor.Get("/billing/profile");
        await vendor.Submit(null, ("Input.LegalName", "株式会社たびだちクラウド"), ("Input.RegistrationNumber", $"T{CorporateNumberText}"), ("Input.Address", "岐阜県大垣市丸の内一丁目1番"),
            ("Input.Bank", "見本銀行"), ("Input.Branch", "本店"), ("Input.AccountNumber", "1234567"), ("Input.HolderKana", "タビダチクラウド"));
        await vendor.Get($"/contracts/{contract}/deliver");
        await vendor.Submit(null);
        Assert.StartsWith("/deliveries/", vendor.Address.AbsolutePath, StringComparison.Ordinal);
        var delivery = vendor.Address.AbsolutePath;
        var accountant = await app.SignIn(Accountant);
        await accountant.Get(delivery + "/inspect");
        await accountant.Submit(null, ("Input.Decision", "Accept"), ("Input.On", Form(Today)));
        await app.Settle();
        await vendor.Get(delivery + "/invoice");
        await vendor.Submit(null);
        Assert.StartsWith("/invoices/", vendor.Address.AbsolutePath, StringComparison.Ordinal);
        var invoice = vendor.Address.AbsolutePath;
        await vendor.Get(invoice + "/print");
        foreach (var item in new[] { "株式会社たびだちクラウド", $"T{CorporateNumberText}", "10%", "大垣市" })
            Assert.Contains(item, vendor.Text, StringComparison.Ordinal);
        var number = InvoiceNumber().Match(vendor.Text).Value;
        await accountant.Get(invoice + "/pay");
        await accountant.Submit(null);
        await vendor.Get("/payments/new");
        var total = (await Sums($"select total from billing.invoice where public_id = '{invoice.Split('/')[2]}'")).Single();
        await vendor.Submit(null, ("Input.Amount", $"{total}"), ("Input.Payer", "オオガキシ"), ("Input.Reference", number));
        await app.Settle();
        foreach (var browser in new[] { vendor, accountant, await app.SignIn("keiri@operator.example") })
            Assert.Contains("入金確認済", (await browser.Get(invoice)).Text, StringComparison.Ordinal);
        Assert.Contains($"{total:#,0}", (await accountant.Get("/budget")).Text, StringComparison.Ordinal);
    }

    /// <summary>Step 8.</summary>
    private async Task OperatorSeesItAll()
    {
        var auditor = await app.SignIn("kansa@operator.example");
        await auditor.Get("/overview");
        foreach (var group in new[] { "掲載", "案件", "共同調達", "契約", "請求" })
            Assert.Contains(group, auditor.Text, StringComparison.Ordinal);
        await auditor.Get("/audit?who=" + Uri.EscapeDataString("旅立 一歩"));
        Assert.Contains("billing.invoice", auditor.Text, StringComparison.Ordinal);
        var faults = await app.Inside(async services =>
        {
            var all = new List<string>();
            foreach (var doctor in (IEnumerable<IDoctor>)services.GetService(typeof(IEnumerable<IDoctor>))!)
                all.AddRange(await doctor.Faults(CancellationToken.None));
            return all;
        });
        Assert.Empty(faults);
    }

    private static async Task Fill(Browser vendor, string publicId, EntryKind kind, System.Text.Json.Nodes.JsonObject answers)
    {
        foreach (var section in SeedSet.Set.For(kind))
        {
            await vendor.Get($"/listings/{publicId}/{section.Id}");
            await vendor.Submit($"/listings/{publicId}/{section.Id}", [.. SeedSet.Fields(section, answers), ("go", "list")]);
            Assert.True(vendor.Address.AbsolutePath == $"/listings/{publicId}", $"{section.Id}: {vendor.Status} {vendor.Text}");
        }
    }

    private static async Task SubmitListing(Browser vendor, string publicId)
    {
        await vendor.Get($"/listings/{publicId}/check");
        await vendor.Submit($"/listings/{publicId}/check");
        Assert.Contains("審査を申請しました", vendor.Text, StringComparison.Ordinal);
    }

    private static string BudgetOption(Browser browser) => Budget().Match(browser.Html).Value is { Length: > 0 } option ? option : throw new InvalidOperationException($"No budget line to choose: {browser.Text}");

    private static string LineOption(Browser browser) => DemandLine().Match(browser.Html).Groups[1].Value is { Length: > 0 } option ? option : throw new InvalidOperationException($"No budget line to choose: {browser.Text}");

    private async Task<List<long>> Sums(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(app.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<long>();
        while (await reader.ReadAsync())
            values.Add(reader.GetInt64(0));
        return values;
    }

    private async Task Sql(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(app.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string Form(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("/reviews/vendors/[a-z0-9]{12}")]
    private static partial Regex VendorReview();

    [GeneratedRegex("href=\"/services/([a-z0-9]{12})\"")]
    private static partial Regex Service();

    [GeneratedRegex("href=\"/contracts/([a-z0-9]{12})\"")]
    private static partial Regex Contract();

    [GeneratedRegex("20\\d\\d/02-01-05-13")]
    private static partial Regex Budget();

    [GeneratedRegex("value=\"([^\"]*02-01-05-13[^\"]*)\"")]
    private static partial Regex DemandLine();

    [GeneratedRegex("value=\"([a-z0-9]{12})\"")]
    private static partial Regex Listing();

    [GeneratedRegex("name=\"Input.Offer\"[^>]*value=\"([^\"]+)\"|value=\"([a-z0-9]{12})\"[^>]*name=\"Input.Offer\"")]
    private static partial Regex OfferOption();

    [GeneratedRegex("[A-Z]-?20\\d\\d-[0-9A-Z-]+|INV-[0-9A-Z-]+")]
    private static partial Regex InvoiceNumber();
}
