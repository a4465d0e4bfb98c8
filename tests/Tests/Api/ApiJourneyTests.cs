using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Marketplace.Tests.Billing;
using Marketplace.Tests.Procurement.Cases;
using Xunit;

namespace Marketplace.Tests.Api;

/// <summary>The journey as machines walk it with their tokens; what is decided by people (review, approval, award) is not here.</summary>
[Trait("Kind", "Db")]
public sealed class ApiJourneyTests(CaseApp app) : IClassFixture<CaseApp>
{
    private readonly BillingFlow flow = new(app);

    [Fact]
    public async Task Delivery_to_payment()
    {
        var contract = await flow.Contract(250_000);
        var (seller, accountant) = (await Machine.Of(app, "mihon-gyosei", "Seller"), await Machine.Of(app, "gifu-pref", "Accountant"));
        await seller.Post($"/api/v1/contracts/{contract.PublicId}/deliveries", new { from = contract.Start, to = contract.End, description = "一括", lines = new[] { new { text = "利用料", quantity = 1, unit = "式", unitPrice = 250_000 } } });
        Assert.Equal(("Reported", 275_000), (seller.Body!["state"]!.GetValue<string>(), seller.Body["total"]!.GetValue<int>()));
        var delivery = seller.Body["id"]!.GetValue<string>();
        await seller.Post($"/api/v1/deliveries/{delivery}/invoice", new { });
        Assert.Equal((HttpStatusCode.Conflict, "not-accepted"), (seller.Status, seller.Code));

        await accountant.Post($"/api/v1/deliveries/{delivery}/inspection", new { accept = false, on = BillingFlow.Today });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "remark"), (accountant.Status, accountant.Body!["errors"]![0]!["field"]!.GetValue<string>()));
        await accountant.Post($"/api/v1/deliveries/{delivery}/inspection", new { accept = true, on = BillingFlow.Today });
        Assert.Equal("Accepted", accountant.Body!["state"]!.GetValue<string>());
        await seller.Post($"/api/v1/deliveries/{delivery}/invoice", new { });
        var (invoice, number) = (seller.Body!["publicId"]!.GetValue<string>(), seller.Body["document"]!["number"]!.GetValue<string>());

        await accountant.Post($"/api/v1/invoices/{invoice}/payment", new { on = BillingFlow.Today, amount = 274_999 });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "amount-differs"), (accountant.Status, accountant.Code));
        await accountant.Post($"/api/v1/invoices/{invoice}/payment", new { on = BillingFlow.Today, amount = 275_000, reference = "支出命令 12" });
        Assert.Equal("PaymentOrdered", accountant.Body!["state"]!.GetValue<string>());

        await seller.Post("/api/v1/payments/statement", "date,amount\n", type: "text/csv");
        Assert.Equal("csv-header", seller.Code);
        await seller.Post("/api/v1/payments/statement", $"date,amount,payer,reference\n2026-13-01,1,ギフケン,x\n", type: "text/csv");
        Assert.Equal("rows[2]", seller.Body!["errors"]![0]!["field"]!.GetValue<string>());
        var file = $"date,amount,payer,reference\n{BillingFlow.Form(BillingFlow.Today)},275000,ｷﾞﾌｹﾝ,{number}\n{BillingFlow.Form(BillingFlow.Today)},5,ﾀﾞﾚｶ,\n";
        await seller.Post("/api/v1/payments/statement", file, type: "text/csv");
        Assert.Equal((2, 1), (seller.Body!["added"]!.GetValue<int>(), seller.Body["matched"]!.GetValue<int>()));
        Assert.Equal("Paid", (await accountant.Get($"/api/v1/invoices/{invoice}")).Body!["state"]!.GetValue<string>());

        var line = (await seller.Get("/api/v1/payments/lines?unmatched=true")).Body!["items"]!.AsArray().Single(l => l!["amount"]!.GetValue<int>() == 5)!["id"]!.GetValue<string>();
        await seller.Post($"/api/v1/payments/lines/{line}/match", new { invoice });
        Assert.Equal((HttpStatusCode.Conflict, "invoice-paid"), (seller.Status, seller.Code));
    }

    [Fact]
    public async Task A_case_from_search_to_the_request_for_approval()
    {
        await app.Allot("05-01-01-13", 50_000_000);
        var requester = await Machine.Of(app, "ogaki-city", "Requester");
        var year = CaseApp.Year;
        await requester.Post("/api/v1/cases", new { title = "", users = 10, population = 160_000, start = year.FirstDay, end = year.LastDay });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "title"), (requester.Status, requester.Body!["errors"]![0]!["field"]!.GetValue<string>()));
        await requester.Post("/api/v1/cases", new { title = "機械で開いた案件", purpose = "連携", users = 10, population = 160_000, start = year.FirstDay, end = year.LastDay, budgetLine = $"{year.Year}/05-01-01-13", search = await app.Search(1, 30) });
        var url = $"/api/v1/cases/{requester.Body!["id"]!.GetValue<string>()}";
        var fingerprint = (await requester.Get(url + "/candidates")).Body!["fingerprint"]!.GetValue<string>();
        Assert.NotEmpty(requester.Body!["items"]!.AsArray());
        await requester.Post(url + "/lock", new { version = 1, fingerprint });
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), (requester.Status, requester.Code));
        await requester.Post(url + "/lock", new { version = await VersionOf(requester, url), fingerprint });
        Assert.Equal("Locked", requester.Body!["state"]!.GetValue<string>());
        await requester.Post(url + "/choice", new { version = await VersionOf(requester, url), position = 1, reason = CaseApp.Reason, method = "Negotiated", category = "Other", ground = 2, methodReason = "この条件を満たすサービスの仕様上、競争に適しないため。" });
        Assert.Equal((HttpStatusCode.OK, "Chosen"), (requester.Status, requester.Body!["state"]!.GetValue<string>()));
        await requester.Post(url + "/approval-request", new { version = await VersionOf(requester, url) });
        Assert.Equal("Reserving", requester.Body!["state"]!.GetValue<string>());
        for (var i = 0; i < 100 && (await requester.Get(url)).Body!["state"]!.GetValue<string>() == "Reserving"; i++)
            await Task.Delay(100);
        Assert.Equal("AwaitingApproval", requester.Body!["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await (await Machine.Of(app, "gifu-pref", "Requester")).Get(url)).Status);
    }

    [Fact]
    public async Task A_listing_from_the_first_answer_to_what_is_missing()
    {
        var maker = await Machine.Of(app, "mihon-gyosei", "Maker");
        Assert.NotEmpty((await maker.Get("/api/v1/questions")).Body!.AsArray());
        await maker.Post("/api/v1/listings", new { name = "連携で作るソフト" });
        var url = $"/api/v1/listings/{maker.Body!["id"]!.GetValue<string>()}";
        await maker.Post(url + "/answers", new { version = maker.Body["version"]!.GetValue<uint>(), answers = new { summary = "要約です。", nonsense = "x" } });
        Assert.Equal("unknown-question", maker.Body!["wrong"]![0]!["code"]!.GetValue<string>());
        await maker.Post(url + "/submission", new { version = maker.Body["version"]!.GetValue<uint>() });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, maker.Status);
        Assert.Equal("要約です。", (await maker.Get(url)).Body!["answers"]!["summary"]!.GetValue<string>());
        Assert.Contains((await maker.Get("/api/v1/listings?kind=Software")).Body!["items"]!.AsArray(), i => i!["title"]!.GetValue<string>() == "連携で作るソフト");
        Assert.Equal(HttpStatusCode.NotFound, (await (await Machine.Of(app, "kakuu-joho", "Maker")).Get(url)).Status);
    }

    [Fact]
    public async Task Budget_and_joint_demand()
    {
        var accountant = await Machine.Of(app, "ogaki-city", "Accountant");
        await accountant.Post("/api/v1/budget/lines", new { fiscalYear = CaseApp.Year.Year, line = "x", name = "n", amountYen = 0 });
        Assert.Equal(new[] { "line", "amount" }, accountant.Body!["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()));
        await accountant.Post("/api/v1/budget/lines", new { fiscalYear = CaseApp.Year.Year, line = "06-01-01-13", name = "連携", amountYen = 1_000_000 }, "allot");
        await accountant.Post("/api/v1/budget/lines", new { fiscalYear = CaseApp.Year.Year, line = "06-01-01-13", name = "連携", amountYen = 1_000_000 }, "allot");
        Assert.Equal(1_000_000, (await app.Line("06-01-01-13")).Allotted.Yen);

        var joint = await Joint();
        var requester = await Machine.Of(app, "ogaki-city", "Requester");
        await requester.Get($"/api/v1/joint-procurements/{joint}");
        var demand = new { version = 0, users = 40, population = 158_000, startMonth = requester.Body!["startMonth"]!.GetValue<string>(), budgetLine = "06-01-01-13", ceiling = 500_000 };
        await requester.Post($"/api/v1/joint-procurements/{joint}/demand", demand with { users = 0 });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "users"), (requester.Status, requester.Body!["errors"]![0]!["field"]!.GetValue<string>()));
        await requester.Post($"/api/v1/joint-procurements/{joint}/demand", demand);
        Assert.Equal(40, requester.Body!["own"]!["users"]!.GetValue<int>());

        var seller = await Machine.Of(app, "mihon-gyosei", "Seller");
        await seller.Post($"/api/v1/joint-procurements/{joint}/offer", new { version = 0, service = "222222222222", initial = 0, basis = "TotalUsers", tiers = new[] { new { from = 0, perUserMonthly = 500 } } });
        Assert.Equal(HttpStatusCode.Conflict, seller.Status);
    }

    [Fact]
    public async Task Every_write_refuses_the_missing_token_the_wrong_role_and_the_unreadable_body_and_finds_nothing_of_others()
    {
        var document = JsonNode.Parse((await app.Visitor().Get("/openapi/v1.json")).Html)!;
        var (nobody, wrong) = (new Machine(app.CreateDefaultClient(new Uri("https://localhost")), ""), await Machine.Of(app, "mihon-gyosei", "Maker"));
        var posts = document["paths"]!.AsObject().Where(p => p.Value!["post"] is not null).ToList();
        Assert.True(posts.Count >= 16, $"{posts.Count} POSTs");
        foreach (var (path, operations) in posts)
        {
            var url = path.Replace("{id}", "222222222222", StringComparison.Ordinal);
            var type = path.EndsWith("/statement", StringComparison.Ordinal) ? "text/csv" : "application/json";
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await nobody.Post(url, "{}", type: type)).Status));
            var post = operations!["post"]!;
            Assert.False(string.IsNullOrEmpty(post["summary"]?.GetValue<string>()), path);
            foreach (var status in new[] { "200", "400", "401", "403", "409", "422" })
                Assert.True(post["responses"]![status] is not null, $"{path} does not describe {status}");
            Assert.Contains(post["parameters"]!.AsArray(), p => p!["name"]!.GetValue<string>() == "Idempotency-Key");
            if (!path.Contains("listings", StringComparison.Ordinal))
                Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await wrong.Post(url, "{}", type: type)).Status));
        }

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "media-type"), ((await wrong.Post("/api/v1/payments/statement", new { })).Status, wrong.Code));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method-not-allowed"), ((await wrong.Post("/api/v1/contracts", new { })).Status, wrong.Code));

        foreach (var (path, operations) in document["paths"]!.AsObject().Where(p => p.Value!["get"] is not null))
            Assert.False(string.IsNullOrEmpty(operations!["get"]!["summary"]?.GetValue<string>()), path);
        var accountant = await Machine.Of(app, "ogaki-city", "Accountant");
        var (contract, invoice) = await flow.Invoiced(10_000);
        var delivery = (await flow.Look(db => Task.FromResult(db.Deliveries.Single(d => d.ContractId == contract.ContractId).PublicId)));
        foreach (var (url, body) in new (string, object)[] { ($"/deliveries/{delivery}/inspection", new { accept = true, on = BillingFlow.Today }), (invoice + "/payment", new { on = BillingFlow.Today, amount = 11_000 }) })
            Assert.Equal((url, HttpStatusCode.NotFound), (url, (await accountant.Post("/api/v1" + url, body)).Status));
        await accountant.Post("/api/v1/budget/lines", "{");
        Assert.Equal((HttpStatusCode.BadRequest, "unreadable"), (accountant.Status, accountant.Code));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), ((await accountant.Get("/api/v1/nothing")).Status, accountant.Code));
    }

    private static async Task<uint> VersionOf(Machine machine, string url) => (await machine.Get(url)).Body!["version"]!.GetValue<uint>();

    private async Task<string> Joint()
    {
        var lead = await app.SignIn("tanto@gifu-pref.example");
        var month = new DateOnly(BillingFlow.Today.Year, BillingFlow.Today.Month, 1).AddMonths(1);
        await lead.Get("/joint/new");
        await lead.Submit(null, ("Input.Title", "連携の共同調達"), ("Input.Category", "0101"), ("Input.Specification", "来庁前の案内"), ("Input.StartMonth", BillingFlow.Form(month)[..7]),
            ("Input.DemandDeadline", BillingFlow.Form(BillingFlow.Today.AddDays(2))), ("Input.OfferDeadline", BillingFlow.Form(BillingFlow.Today.AddDays(4))), ("Input.Equal", "100"), ("Input.Population", "0"), ("Input.PopulationPower585", "0"), ("Input.Users", "0"));
        Assert.StartsWith("/joint/", lead.Address.AbsolutePath, StringComparison.Ordinal);
        return lead.Address.AbsolutePath["/joint/".Length..];
    }
}
