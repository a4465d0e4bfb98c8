using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Marketplace.Tests.Catalog.Lists;

/// <summary>Lists shared within a body: two people of one body, and one of another who finds nothing.</summary>
[Trait("Kind", "Db")]
public sealed partial class OfferListTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Fact]
    public async Task A_body_keeps_services_in_lists_with_notes_and_nobody_else_sees_them()
    {
        var services = await Services();
        var clerk = await app.SignIn("tanto@gifu-pref.example");
        await clerk.Get($"/services/{services[0]}");
        Assert.Contains("リストに入れる", clerk.Text, StringComparison.Ordinal);
        await clerk.Get($"/lists/keep?service={services[0]}");
        await clerk.Submit("/lists/keep");
        Assert.StartsWith("/lists/", clerk.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("お気に入り", clerk.Text, StringComparison.Ordinal);
        await clerk.SubmitAgain();
        var list = clerk.Address.AbsolutePath;
        await clerk.Get($"/lists/keep?service={services[1]}");
        await clerk.Submit("/lists/keep", ("Input.List", list.Split('/')[^1]));
        Assert.Equal(2, await app.Scalar<long>("select count(*) from catalog.listed_offer"));
        var note = NoteFields().Match((await clerk.Get(list)).Html).Groups[1].Value;
        await clerk.Submit($"{list}?handler=Note", (note, " "));
        // Only the form that was sent says what is wrong, it is open, and the summary leads to it.
        Assert.Single(FieldsInError().Matches(clerk.Html));
        Assert.Single(OpenDetails().Matches(clerk.Html));
        var (led, field) = (SummaryLinks().Match(clerk.Html), NoteFields().Match(clerk.Html).Groups[0].Value);
        Assert.Equal("メモを入力してください。", led.Groups[2].Value);
        Assert.Contains($"id=\"{led.Groups[1].Value}\"", field, StringComparison.Ordinal);
        await clerk.Get(list);
        await clerk.Submit($"{list}?handler=Note", (note, "<b>窓口で試した</b>"));
        await clerk.SubmitAgain();
        Assert.Equal(1, await app.Scalar<long>("select count(*) from catalog.list_note"));

        var colleague = await app.SignIn("kessai@gifu-pref.example");
        await colleague.Get(list);
        Assert.Contains("<b>窓口で試した</b>", colleague.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("メモを消す", colleague.Text, StringComparison.Ordinal);
        Assert.Contains($"/compare", colleague.Html, StringComparison.Ordinal);
        await colleague.Get($"{list}/edit");
        await colleague.Submit($"{list}/edit", ("Input.Name", "令和9年度の候補"));
        Assert.Contains("令和9年度の候補", (await clerk.Get("/lists")).Text, StringComparison.Ordinal);

        var stranger = await app.SignIn("kaikei@ogaki-city.example");
        foreach (var page in new[] { list, $"{list}/edit", $"{list}/remove", $"/api/v1{list}" })
            Assert.Equal((page, HttpStatusCode.NotFound), (page, (await stranger.Get(page)).Status));
        Assert.DoesNotContain("令和9年度の候補", (await stranger.Get("/lists")).Text, StringComparison.Ordinal);
        Assert.Contains("令和9年度の候補", (await clerk.Get($"/api/v1{list}")).Html, StringComparison.Ordinal);

        await clerk.Get(list);
        await clerk.Submit($"{list}?handler=Drop", ("service", services[0]));
        Assert.Contains("リストから外しました", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Scalar<long>("select count(*) from catalog.list_note"));
        await clerk.Get($"{list}/remove");
        await clerk.Submit(null);
        Assert.Contains("リストを削除しました", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.Get(list)).Status);
        Assert.True(await app.Scalar<long>("select count(*) from shared.audit where record in ('catalog.offer_list', 'catalog.list_note')") > 0);
    }

    private async Task<string[]> Services()
    {
        var ids = new List<string>();
        foreach (var n in new[] { 0, 1 })
            ids.Add(await app.Scalar<string>($"select public_id from catalog.published_offer where withdrawn_at is null order by offer_id offset {n} limit 1"));
        return [.. ids];
    }

    [GeneratedRegex("<textarea[^>]*name=\"(Input\\.Notes\\[[^\"]+)\"[^>]*>")]
    private static partial Regex NoteFields();

    [GeneratedRegex("class=\"m-field is-error\"")]
    private static partial Regex FieldsInError();

    [GeneratedRegex("<details[^>]* open")]
    private static partial Regex OpenDetails();

    [GeneratedRegex("<a href=\"#(Input[^\"]*)\">([^<]*)</a>")]
    private static partial Regex SummaryLinks();
}
