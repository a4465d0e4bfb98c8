using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Marketplace.Tests.Catalog.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Questions;

/// <summary>The whole way of a question set without a developer: the operator drafts, edits, looks and opens; the vendor is led over; the new filter is in the search with true counts.</summary>
[Trait("Kind", "Db")]
public sealed class QuestionSetJourneyTests(CatalogApp app) : IClassFixture<CatalogApp>
{
    private const string Draft = "/reviews/questions/draft";

    [Fact]
    public async Task An_operator_changes_what_is_asked_and_vendors_follow()
    {
        var software = await app.PublishedSoftware("質問票の見本ソフト");
        var offer = await app.PublishedOffer(software, "質問票の見本プラン");
        var maker = await app.SignIn(CatalogApp.Maker);
        var before = (await app.Snapshot(offer))!;
        var number = before.QuestionSetVersion + 1;
        var (one, other) = (await app.SignIn(CatalogApp.SecondReviewer), await app.SignIn(CatalogApp.Reviewer));

        await one.Get("/reviews/questions");
        await one.Submit(null);
        Assert.Equal(Draft, one.Address.AbsolutePath);
        await other.Get("/reviews/questions");
        Assert.Contains("を編集する", other.Text, StringComparison.Ordinal);

        // A new question, wrong at first; nothing typed is lost.
        await one.Get($"{Draft}/questions/new?section=security");
        await one.Submit(null, ("Input.Id", "lgwan"), ("Input.Ja", "侵入テスト"), ("Input.En", "Penetration test"), ("Input.Kind", "Radios"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, one.Status);
        Assert.Contains("すでに使われています", one.Text, StringComparison.Ordinal);
        await one.Submit(null, ("Input.Id", "penetrationTest"));
        Assert.Equal($"{Draft}/questions/penetrationTest", one.Address.AbsolutePath);
        await one.Submit(null, ("go", "save"), ("Input.Options[0].Value", "yearly"), ("Input.Options[0].Ja", "毎年行う"), ("Input.Options[2].Value", "never"), ("Input.Options[2].Ja", "行わない"), ("Input.Options[2].En", "Never"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, one.Status);
        Assert.Contains("選択肢の1行目：英語の名前", one.Text, StringComparison.Ordinal);
        await one.Submit(null, ("go", "rows"));
        Assert.Contains("Input.Options[8].Value", one.Html, StringComparison.Ordinal);
        await one.Submit(null, ("go", "save"), ("Input.Options[0].En", "Every year"), ("Input.Required", "true"), ("Input.Filter", "true"), ("Input.Weight", "C"));
        Assert.True(one.Address.AbsolutePath == Draft, one.Text);

        // Two operators on the same draft do not overwrite each other.
        await one.Get($"{Draft}/questions/encryption");
        await other.Get($"{Draft}/questions/encryption");
        await other.Submit(null, ("go", "save"), ("Input.Filter", "true"));
        await one.Submit(null, ("go", "save"), ("Input.Ja", "暗号化の範囲"));
        Assert.Equal(HttpStatusCode.Conflict, one.Status);
        Assert.Contains("暗号化の範囲", one.Html, StringComparison.Ordinal);

        // What goes leaves a condition behind, which stands in the way until it is put right.
        await one.Get($"{Draft}/questions/returnCost/remove");
        Assert.Contains("データ返還の費用の目安", one.Text, StringComparison.Ordinal);
        await one.Submit(null);
        Assert.Contains("必須になる条件の質問「returnCost」がありません", one.Text, StringComparison.Ordinal);
        await one.Get($"{Draft}/open");
        Assert.Contains("直すところが1か所ある", one.Text, StringComparison.Ordinal);
        Assert.Contains(await Open(number), r => r.Code == "question-set-faults");
        await one.Get($"{Draft}/questions/returnCostYen");
        Assert.Contains("returnCost", one.Text, StringComparison.Ordinal);
        await one.Submit(null, ("go", "save"), ("Input.ConditionQuestion", ""));
        await one.Get($"{Draft}/questions/browsers");
        await one.Submit(null, ("go", "save"), ("Input.Options[1].Value", ""), ("Input.Options[1].Ja", ""), ("Input.Options[1].En", ""));

        await one.Get($"/reviews/questions/versions/{number}?section=security");
        Assert.Contains("毎年行う", one.Text, StringComparison.Ordinal);
        await one.Get($"/reviews/questions/versions/{number}/differences");
        foreach (var words in new[] { "新しい質問（1個）", "侵入テスト", "なくなった質問（1個）", "データ返還の費用", "暗号化" })
            Assert.Contains(words, one.Text, StringComparison.Ordinal);

        await one.Get($"{Draft}/open");
        await one.Submit(null);
        Assert.True(one.Address.AbsolutePath == "/reviews/questions", one.Text);
        Assert.Contains($"第{number}版を公開しました", one.Text, StringComparison.Ordinal);
        await one.SubmitAgain();
        Assert.Equal(HttpStatusCode.OK, one.Status);
        await app.Settle();
        Assert.Equal((1L, 1L), (await Scalar($"select count(*) from shared.outbox where type = 'QuestionSetOpened'"), await Scalar("select count(*) from catalog.question_set where state = 'Open'")));
        Assert.True(await Scalar($"select count(*) from shared.audit where record = 'catalog.question_set' and after like '%\"Open\"%'") > 0);
        Assert.Single((await Json("/api/v1/questions", app.Visitor())).EnumerateArray().SelectMany(s => s.GetProperty("questions").EnumerateArray()), q => q.GetProperty("id").GetString() == "penetrationTest");

        Assert.DoesNotContain("penetrationTest", (await app.Visitor().Get($"/api/v1/questions?set={number - 1}")).Html, StringComparison.Ordinal);

        // The published listing stays as it was; its old answers count under the new filter.
        Assert.Equal(before.ContentHash, (await app.Snapshot(offer))!.ContentHash);
        var published = await Published();
        var expected = published.Count(o => AnswerRules.AsTexts(o.SoftwareAnswers["encryption"])!.Contains("rest", StringComparer.Ordinal));
        await Until(async () => await Facet("encryption", "rest") == expected);
        Assert.Equal(expected, (await Json("/api/v1/services?encryption=rest", app.Visitor())).GetProperty("total").GetInt32());
        Assert.Equal(0, await Facet("penetrationTest", "yearly"));

        // The vendor is led over.
        await maker.Get($"/listings/{software}");
        Assert.Contains("質問票が新しくなりました", maker.Text, StringComparison.Ordinal);
        await maker.Get($"/listings/{software}/security");
        Assert.Equal($"/listings/{software}/questions", maker.Address.AbsolutePath);
        foreach (var words in new[] { "新しい質問（1個）", "侵入テスト", "なくなった質問（1個）", "答えは引き継がれません", "なくなった選択肢を除いて引き継がれます" })
            Assert.Contains(words, maker.Text, StringComparison.Ordinal);
        await maker.Submit(null);
        Assert.Equal($"/listings/{software}", maker.Address.AbsolutePath);
        var entry = await app.Entry(software);
        Assert.Equal((number, number - 1, WorkState.Draft, LiveState.Published), (entry.QuestionSetVersion, entry.RenewedFrom, entry.Work, entry.Live));
        Assert.Equal("質問票の見本ソフト", entry.Title);
        Assert.False(entry.Answers.ContainsKey("returnCost"));
        Assert.DoesNotContain("chrome", AnswerRules.AsTexts(entry.Answers["browsers"])!);
        Assert.Equal(before.ContentHash, (await app.Snapshot(offer))!.ContentHash);
        // Published anew meanwhile, it still names the set that its published answers are of.
        await other.Get($"/reviews/listings/{offer}/suspend");
        await other.Submit($"/reviews/listings/{offer}/suspend", ("Input.Reason", "内容を確かめるため"), ("resume", "false"));
        await other.Get($"/reviews/listings/{offer}/suspend");
        await other.Submit($"/reviews/listings/{offer}/suspend", ("resume", "true"));
        Assert.Equal((before.Version + 2, number - 1), ((await app.Snapshot(offer))!.Version, (await app.Snapshot(offer))!.QuestionSetVersion));
        await maker.Get($"/listings/{software}/security");
        Assert.Contains("新しい質問", maker.Text, StringComparison.Ordinal);
        await maker.Submit($"/listings/{software}/security", ("answers[penetrationTest]", "yearly"), ("go", "list"));
        Assert.Contains("を保存しました", maker.Text, StringComparison.Ordinal);
        await app.Submit(maker, software);
        await app.Approve(other, software);
        var after = (await app.Snapshot(offer))!;
        Assert.Equal((number, "yearly"), (after.QuestionSetVersion, after.SoftwareAnswers["penetrationTest"]!.GetValue<string>()));
        await Until(async () => await Facet("penetrationTest", "yearly") == 1);
        Assert.Equal(1, (await Json("/api/v1/services?penetrationTest=yearly", app.Visitor())).GetProperty("total").GetInt32());
        Assert.Contains("毎年行う", (await app.Visitor().Get("/services?q=" + Uri.EscapeDataString("毎年行う"))).Text, StringComparison.Ordinal);

        // Listings of both versions beside each other.
        var older = published.First(o => o.OfferId != before.OfferId && AnswerRules.AsTexts(o.SoftwareAnswers["browsers"])!.Contains("chrome", StringComparer.Ordinal));
        var compared = await app.Visitor().Get($"/compare?ids={offer}&ids={older.PublicId}");
        Assert.Contains("侵入テスト", compared.Text, StringComparison.Ordinal);
        Assert.Contains("Google Chrome", compared.Text, StringComparison.Ordinal);
        Assert.Contains("データ返還の費用", (await app.Visitor().Get($"/services/{older.PublicId}")).Text, StringComparison.Ordinal);
        var head = (await app.Visitor().Get("/open-data/catalogue.csv")).Html.Split('\n')[0];
        Assert.Contains("侵入テスト", head, StringComparison.Ordinal);
        Assert.DoesNotContain("データ返還の費用,", head, StringComparison.Ordinal);

        // The offer goes over on its own; a draft of the version before would not be taken.
        var seller = await app.SignIn(CatalogApp.Seller);
        var stale = await app.Entry(offer);
        Assert.Equal("older-question-set", (await app.Inside(s => s.GetRequiredService<SubmitListingHandler>().Handle(new SubmitListing(offer, stale.Version), default))).Refusals[0].Code);
        await seller.Get($"/listings/{offer}/questions");
        Assert.Contains("新しい質問票へ移る", seller.Text, StringComparison.Ordinal);
        await seller.Submit(null);
        Assert.Equal((number, WorkState.Draft), ((await app.Entry(offer)).QuestionSetVersion, (await app.Entry(offer)).Work));

        // The next draft begins from what is open, and can be thrown away.
        await one.Get("/reviews/questions");
        await one.Submit(null);
        await one.Get($"{Draft}/discard");
        await one.Submit(null);
        Assert.Contains("下書きを捨てました", one.Text, StringComparison.Ordinal);
        await one.Get(Draft);
        Assert.Equal(HttpStatusCode.NotFound, one.Status);
    }

    private Task<IReadOnlyList<Refusal>> Open(int number) => app.Inside(async s =>
    {
        var draft = await s.GetRequiredService<CatalogDbContext>().QuestionSets.AsNoTracking().SingleAsync(q => q.Number == number);
        return (await s.GetRequiredService<QuestionSetActs>().Open(number, draft.Version, default)).Refusals;
    });

    private Task<List<OfferSnapshot>> Published() => app.Inside(s => s.GetRequiredService<CatalogDbContext>().PublishedOffers.AsNoTracking().Where(p => p.WithdrawnAt == null).Select(p => p.Snapshot).ToListAsync());

    private async Task<int> Facet(string filter, string value)
    {
        await app.Inside(async s => (await s.GetRequiredService<ColumnsFeed>().Refresh(default)).Position);
        return (await Json("/api/v1/services", app.Visitor())).GetProperty("facets").EnumerateArray().Where(f => f.GetProperty("id").GetString() == filter)
            .SelectMany(f => f.GetProperty("values").EnumerateArray()).Where(v => v.GetProperty("value").GetString() == value).Select(v => v.GetProperty("count").GetInt32()).FirstOrDefault(-1);
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var until = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < until; await Task.Delay(200))
        {
            if (await holds())
                return;
        }

        Assert.Fail("It did not come within 20 s.");
    }

    private static async Task<JsonElement> Json(string address, Browser browser) => JsonDocument.Parse((await browser.Get(address)).Html).RootElement;

    private async Task<long> Scalar(string sql)
    {
        await using var command = app.Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
