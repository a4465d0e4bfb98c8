using System.Net;
using Marketplace.Catalog;
using Marketplace.Catalog.Search;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Questions;

/// <summary>The operator asks something new without a developer; a vendor is led through it with the answers carried over; the new filter shows in the search with true counts.</summary>
[Trait("Kind", "Db")]
public sealed class QuestionSetJourneyTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    private const string Draft = "/reviews/questions/draft";

    [Fact]
    public async Task A_new_question_goes_from_draft_to_listing_to_filter()
    {
        var reviewer = await app.SignIn("shinsa@operator.example");
        await reviewer.Get("/reviews/questions");
        Assert.Contains("第1版", reviewer.Text, StringComparison.Ordinal);
        await reviewer.Submit("/reviews/questions");
        Assert.EndsWith(Draft, reviewer.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("質問の違いはまだありません", reviewer.Text, StringComparison.Ordinal);

        // Wrong input is told at its field and kept.
        var section = await app.Scalar<string>("select definition::json -> 'sections' -> 0 ->> 'id' from catalog.question_set where state = 'Draft'");
        await reviewer.Get($"{Draft}/question?section={section}");
        await reviewer.Submit(null, ("Input.Id", "Sandbox 1"), ("Input.Kind", "Radios"), ("Input.Ja", "試用環境"), ("Input.En", ""), ("Input.Options", "free｜無料｜Free"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reviewer.Status);
        Assert.Contains("記号は、半角の小文字で始まる", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("質問を英語で入力してください", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("2つ以上", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"試用環境\"", WebUtility.HtmlDecode(reviewer.Html), StringComparison.Ordinal);
        await reviewer.Submit(null, ("Input.Id", "sandbox"), ("Input.Kind", "Radios"), ("Input.Ja", "試用環境"), ("Input.En", "Sandbox"), ("Input.Options", "free｜無料で使える｜Free\nnone｜ない｜None"),
            ("Input.Required", "true"), ("Input.Filter", "true"));
        Assert.True(reviewer.Text.Contains("試用環境", StringComparison.Ordinal), reviewer.Text[..Math.Min(1500, reviewer.Text.Length)]);
        await reviewer.Get($"{Draft}/preview");
        Assert.Contains("無料で使える", reviewer.Text, StringComparison.Ordinal);

        // A second editor with an older form is told, and vendors see nothing yet.
        await reviewer.Get($"{Draft}/question?id=sandbox");
        var admin = await app.SignIn("admin@operator.example");
        await admin.Get($"{Draft}/question?id=sandbox");
        await admin.Submit(null, ("Input.HelpJa", "契約の前に試せるかを答えます。"));
        await reviewer.Submit(null, ("Input.HelpJa", "別の説明"));
        Assert.Equal(HttpStatusCode.Conflict, reviewer.Status);
        Assert.DoesNotContain("試用環境", (await app.Visitor().Get("/services")).Text, StringComparison.Ordinal);

        await reviewer.Get(Draft);
        await reviewer.Submit($"{Draft}?handler=Open");
        Assert.Contains("新しい質問票を公開しました", reviewer.Text, StringComparison.Ordinal);
        Assert.Equal("Retired Open", await app.Scalar<string>("select string_agg(state, ' ' order by number) from catalog.question_set"));

        await Task.Delay(TimeSpan.FromSeconds(5.5));
        var vendor = await app.SignIn("admin@mihon-gyosei.example");
        var id = SeedKeys.Address("software/s001");
        var listing = $"/listings/{id}";
        await vendor.Get(listing);
        Assert.Contains("質問票が新しくなりました", vendor.Text, StringComparison.Ordinal);
        Assert.Contains("試用環境", vendor.Text, StringComparison.Ordinal);
        await vendor.Submit($"{listing}?handler=Adopt");
        Assert.Contains("これまでの答えは引き継ぎました", vendor.Text, StringComparison.Ordinal);
        Assert.Contains("必須があと1件", vendor.Text, StringComparison.Ordinal);
        await vendor.Get($"{listing}/{section}");
        await vendor.Submit(null, ("answers[sandbox]", "free"));
        await vendor.Get($"{listing}/check");
        await vendor.Submit($"{listing}/check");
        await reviewer.Get($"/reviews/listings/{id}");
        Assert.Contains("無料で使える", reviewer.Text, StringComparison.Ordinal);
        await reviewer.Submit($"/reviews/listings/{id}/decide", ("decision", "approve"));
        await app.Settle();
        await app.Services.GetRequiredService<ColumnsFeed>().Refresh(default);

        var offers = await app.Scalar<long>($"select count(*) from catalog.published_offer where withdrawn_at is null and software_id = '{SeedKeys.Id("software/s001")}'");
        Assert.True(offers > 0);
        var visitor = await app.Visitor().Get("/services?sandbox=free");
        Assert.Contains($"試用環境：無料で使える の検索結果：{offers}件", visitor.Text, StringComparison.Ordinal);
        // The others are shown as they were.
        Assert.Contains("ほかの販売者", (await app.Visitor().Get($"/services/{SeedKeys.Address("offer/o001")}")).Text, StringComparison.Ordinal);
    }
}
