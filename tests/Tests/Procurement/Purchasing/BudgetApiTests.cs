using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

/// <summary>The budget's moves for machines, with a token of the body's accountant.</summary>
[Trait("Kind", "Db")]
public sealed partial class BudgetApiTests(BudgetApp app) : IClassFixture<BudgetApp>
{
    private static FiscalYear Year => BudgetApp.Year;

    [Fact]
    public async Task A_machine_imports_transfers_and_reads_the_report()
    {
        var token = await Token("Accountant");
        object Row(string line, long voted) => new { fiscalYear = Year.Year, line, name = "民生費", fund = "General", votedYen = voted, allottedYen = voted };
        var import = new { rows = new[] { Row("03-01-01-12", 1000), Row("03-01-01-13", 10) } };
        var key = Guid.NewGuid();
        var (status, answer) = await Post(token, "imports", import, key);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(answer.GetProperty("lines").EnumerateArray(), l => l.GetProperty("line").GetString() == "03-01-01-12" && l.GetProperty("votedYen").GetInt64() == 1000);
        await Post(token, "imports", import, key);
        Assert.Equal(1000, (await app.Line(Year, "03-01-01-12")).Voted.Yen);

        (status, answer) = await Post(token, "imports", new { rows = new[] { Row("03-01-01-14", 1), Row("03-1", 1) } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("Rows[1].Line", answer.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.DoesNotContain((await app.Report(Year)).Lines, l => l.Line == "03-01-01-14");

        (status, _) = await Post(token, "transfers", new { fiscalYear = Year.Year, from = "03-01-01-12", to = "03-01-01-13", amountYen = 400, reason = "不足のため", allowedByBudget = false });
        Assert.Equal(HttpStatusCode.OK, status);
        (status, answer) = await Post(token, "reductions", new { fiscalYear = Year.Year, line = "03-01-01-12", amountYen = 601, reason = "減額補正" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "more-than-free"), (status, answer.GetProperty("code").GetString()));
        (status, answer) = await Post(token, "closings", new { fiscalYear = Year.Year });
        Assert.Equal((HttpStatusCode.Conflict, "close-too-early"), (status, answer.GetProperty("code").GetString()));
        (status, _) = await Post(token, "carry-overs", new { fiscalYear = Year.Year, line = "03-01-01-13", amountYen = 10, kind = "Authorised", reason = "繰越明許" });
        Assert.Equal(HttpStatusCode.OK, status);

        var browser = await app.SignIn(BudgetApp.Requester);
        await browser.Get($"/api/v1/budget/report?year={Year.Year}");
        var report = JsonDocument.Parse(browser.Html).RootElement;
        Assert.Equal(600, report.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("line").GetString() == "03-01-01-12").GetProperty("remainingYen").GetInt64());
        Assert.Equal(JsonValueKind.Array, report.GetProperty("promised").ValueKind);
    }

    [Fact]
    public async Task Only_the_accountant_moves_and_every_write_has_a_key()
    {
        var body = new { fiscalYear = Year.Year, from = "a", to = "b", amountYen = 1, reason = "だめ", allowedByBudget = false };
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(await Token("Requester"), "transfers", body)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post("mp_none", "transfers", body)).Status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Post(string token, string act, object body, Guid? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/budget/{act}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        using var response = await app.Visitor().Raw(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    private async Task<string> Token(string role)
    {
        var admin = await app.SignIn("admin@gifu-pref.example");
        await admin.Get("/tokens/new");
        await admin.Submit(null, ("Input.Name", "財務会計連携"), ("Input.Role", role), ("Input.LastDay", BudgetApp.Today.AddMonths(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        return Shown().Match(admin.Html).Groups[1].Value;
    }

    [GeneratedRegex("<code>(mp_[^<]+)</code>")]
    private static partial Regex Shown();
}
