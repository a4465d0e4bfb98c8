using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Catalog.Listings;

/// <summary>A vendor's listings from a copy, from a file, and with files on them.</summary>
[Trait("Kind", "Db")]
public sealed class VendorDataTests(CatalogApp app) : IClassFixture<CatalogApp>
{
    [Fact]
    public async Task A_copy_is_a_new_draft_with_the_same_answers_and_files()
    {
        var software = await app.PublishedSoftware("写しの元の製品");
        var offer = await app.PublishedOffer(software, "写しの元");
        var seller = await app.SignIn(CatalogApp.Seller);
        await VendorFiles.Upload(seller, $"/listings/{offer}/documents/documents", "手引き.pdf", VendorFiles.Pdf, "手引き");
        await seller.Get($"/listings/{offer}/copy");
        Assert.Contains("写しの元の写し", seller.Html);
        await seller.Submit(null, ("Input.Name", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, seller.Status);
        await seller.Submit(null, ("Input.Name", "写した先"));
        var copy = seller.Address.AbsolutePath.Split('/')[^1];
        await seller.SubmitAgain();
        Assert.Equal(copy, seller.Address.AbsolutePath.Split('/')[^1]);
        var (before, after) = (await app.Entry(offer), await app.Entry(copy));
        Assert.Equal((WorkState.Draft, LiveState.Never, "写した先", before.SoftwareId), (after.Work, after.Live, after.Title, after.SoftwareId));
        foreach (var (id, answer) in before.Answers.Where(a => a.Key is not ("offerName" or "documents")))
            Assert.True(JsonNode.DeepEquals(answer, after.Answers[id]), id);
        var file = Assert.Single(DocumentAnswer.Read(after.Answers["documents"])!);
        Assert.NotEqual(DocumentAnswer.Read(before.Answers["documents"])![0].Id, file.Id);
        using var download = await seller.Raw(new HttpRequestMessage(HttpMethod.Get, file.Url));
        Assert.Equal(VendorFiles.Pdf, await download.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignIn(CatalogApp.OtherSeller)).Get($"/listings/{offer}/copy")).Status);
    }

    [Fact]
    public async Task A_file_becomes_drafts_all_at_once_and_only_once()
    {
        var software = await app.PublishedSoftware("取込みの元の製品");
        var seller = await app.SignIn(CatalogApp.Seller);
        using (var template = await seller.Raw(new HttpRequestMessage(HttpMethod.Get, "/listings/import/template.xlsx")))
        {
            var table = ImportTable.Read("f", await template.Content.ReadAsByteArrayAsync()).Value;
            Assert.Equal("販売するソフトウェア", table[0][0]);
            Assert.Contains(SeedSet.Question("offerName").Ja, table[0]);
            Assert.StartsWith("※必須", table[1][0]);
            Assert.Contains("登録する行がありません", (await VendorFiles.Upload(seller, "/listings/import", "t.xlsx", await template.Content.ReadAsByteArrayAsync())).Text);
        }

        string[] heads = ["販売するソフトウェア", SeedSet.Question("offerName").Ja, "初期費用（円・税抜）", "料金の決まり方", "月額の段階（円・税抜）", "最低契約期間（月）", "提供開始日"];
        object?[] good = ["取込みの元の製品", "取込み一", 100000, "利用者数", "0：500\n100：450", 12, 46113];
        var bad = await VendorFiles.Upload(seller, "/listings/import", "表.csv", Encoding.UTF8.GetBytes(string.Join("\r\n",
            string.Join(',', heads), "取込みの元の製品,取込み一,0,定額,1000,12,2027-04-01", "ない製品,,ただ,定額,1000,99,あした") + "\r\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        foreach (var words in new[] { "1行に誤りがあります", "ソフトウェア「ない製品」が見つかりません", "まだ何も登録していません" })
            Assert.Contains(words, bad.Text);
        Assert.Equal(0, await Count("取込み一"));
        await seller.Get("/listings/import");
        var table2 = System.Text.Json.JsonSerializer.Serialize(new[] { heads, ["ない製品", "", "ただ", "定額", "1000", "99", "あした"] });
        Assert.Equal(HttpStatusCode.Conflict, (await Confirm(seller, table2, Guid.CreateVersion7(), "Confirmed")).Status);
        var faults = (await Confirm(seller, table2, Guid.CreateVersion7(), "Download")).Text;
        Assert.StartsWith("\uFEFF行,列,内容", faults);
        foreach (var column in new[] { "2,販売するソフトウェア,", $"2,{heads[1]},", "2,初期費用（円・税抜）,", "2,提供開始日," })
            Assert.Contains("\r\n" + column, faults);

        var workbook = VendorFiles.Workbook(heads, good, [software, "取込み二", 0, "定額", 30000, 12, null]);
        var preview = await VendorFiles.Upload(seller, "/listings/import", "表.xlsx", workbook);
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("2件の下書きを作る", preview.Text);
        Assert.Equal(0, await Count("取込み一"));
        var read = System.Text.Json.JsonSerializer.Serialize(ImportTable.Read("f", workbook).Value);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.Redirect, (await Confirm(seller, read, preview.Id, "Confirmed")).Status);
        Assert.Equal((1, 1), (await Count("取込み一"), await Count("取込み二")));
        await seller.Get("/listings");
        Assert.Contains("取込み二", seller.Text);
        var entry = await app.Inside(s => s.GetRequiredService<CatalogDbContext>().Entries.AsNoTracking().SingleAsync(e => e.Title == "取込み一"));
        Assert.Equal("2026-04-01", AnswerRules.AsText(entry.Answers["offerFrom"]));
        Assert.Equal([0, 100], PricePlanAnswer.Read(entry.Answers["pricePlan"])!.Tiers.Select(t => t.From));
        Assert.Equal(1L, await Scalar($"select count(*) from shared.audit where record = 'catalog.entry' and record_id = '{entry.Id}' and change = 'added' and via = 'web'"));
        Assert.Contains("読み取れません", (await VendorFiles.Upload(seller, "/listings/import", "x.xlsx", VendorFiles.Zip(("a", "b")))).Text);
    }

    [Fact]
    public async Task Files_are_judged_published_with_the_listing_and_kept_with_its_versions()
    {
        var software = await app.PublishedSoftware("資料付きの製品");
        var offer = await app.PublishedOffer(software, "資料付き");
        var seller = await app.SignIn(CatalogApp.Seller);
        var page = $"/listings/{offer}/documents/documents";
        Assert.Contains("ファイルが空です", (await VendorFiles.Upload(seller, page, "a.pdf", [], "空")).Text);
        Assert.Contains("名前を変えても受け付けられません", (await VendorFiles.Upload(seller, page, "a.pdf", Encoding.UTF8.GetBytes("<script>"), "偽")).Text);
        var large = await VendorFiles.Upload(seller, page, "a.pdf", [.. VendorFiles.Pdf, .. new byte[FileTypes.MostBytes]], "大きい題名");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, large.Status);
        Assert.Contains("ファイルは10 MBまでです（選ばれたファイルは11 MB）", large.Text);
        Assert.Contains("大きい題名", large.Text);
        Assert.Contains("ファイルの題名を入力してください", (await VendorFiles.Upload(seller, page, "a.pdf", VendorFiles.Pdf, " ")).Text);

        var sent = await VendorFiles.Upload(seller, page, "../手引き.exe", VendorFiles.Pdf, "操作説明書");
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        await VendorFiles.Upload(seller, page, "手引き.pdf", VendorFiles.Pdf, "操作説明書", sent.Id);
        await VendorFiles.Upload(seller, page, "消す.pdf", VendorFiles.Pdf, "消す資料");
        var files = DocumentAnswer.Read((await app.Entry(offer)).Answers["documents"])!;
        Assert.Equal([("操作説明書", "手引き.pdf"), ("消す資料", "消す.pdf")], files.Select(f => (f.Title, f.Name)));
        var visitor = app.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get(files[0].Url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignIn(CatalogApp.OtherSeller)).Get(files[0].Url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignIn(CatalogApp.OtherSeller)).Get(page)).Status);

        await seller.Get($"{page}?remove={files[1].Id}");
        Assert.Contains("「消す資料」を削除しますか", seller.Text);
        await seller.Submit($"{page}?handler=Remove");
        Assert.Equal(0L, await Scalar($"select count(*) from catalog.document where public_id = '{files[1].Id}'"));
        Assert.Equal(HttpStatusCode.NotFound, (await seller.Get(files[1].Url)).Status);

        // Saving the section's other answers keeps the files.
        await app.FillSection(seller, offer, "contract", SeedSet.OfferAnswers());
        await app.Submit(seller, offer);
        Assert.Equal(HttpStatusCode.Conflict, (await VendorFiles.Upload(seller, $"/listings/{offer}/copy", "x.pdf", VendorFiles.Pdf, "審査中", post: page)).Status);
        var reviewer = await app.SignIn(CatalogApp.Reviewer);
        await reviewer.Get($"/reviews/listings/{offer}");
        Assert.Contains($"href=\"{files[0].Url}\"", reviewer.Html);
        await app.Approve(reviewer, offer);

        await visitor.Get($"/services/{offer}");
        Assert.Contains($"href=\"{files[0].Url}\"", visitor.Html);
        using var download = await visitor.Raw(new HttpRequestMessage(HttpMethod.Get, files[0].Url));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (download.StatusCode, download.Content.Headers.ContentType!.MediaType));
        Assert.Equal(VendorFiles.Pdf, await download.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "手引き.pdf"), (download.Content.Headers.ContentDisposition!.DispositionType, download.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", download.Headers.GetValues("X-Content-Type-Options").Single());

        await seller.Get($"{page}?remove={files[0].Id}");
        await seller.Submit($"{page}?handler=Remove");
        Assert.Null((await app.Entry(offer)).Answers["documents"]);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get(files[0].Url)).Status);
        foreach (var sql in new[] { "update catalog.document_content set bytes = ''", "delete from catalog.document_content where document_id in (select id from catalog.document where published_at is not null)", "delete from catalog.document where published_at is not null" })
            Assert.Equal("MP001", (await Assert.ThrowsAsync<PostgresException>(() => Scalar(sql))).SqlState);
        await app.Submit(seller, offer);
        await app.Approve(reviewer, offer);
        await visitor.Get($"/services/{offer}/history?from=2&to=3");
        Assert.Contains("操作説明書（手引き.pdf", visitor.Text.Replace("削除：", "", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get(files[0].Url)).Status);
        await (await app.SignIn("admin@operator.example")).Get("/status");
        Assert.Contains("行っていません", (await (await app.SignIn("admin@operator.example")).Get("/status")).Text);
    }

    private async Task<(HttpStatusCode Status, string Text)> Confirm(Browser seller, string table, Guid id, string button)
    {
        await seller.Get("/listings/import");
        var token = System.Text.RegularExpressions.Regex.Match(seller.Html[seller.Html.IndexOf("<main", StringComparison.Ordinal)..], "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        using var response = await seller.Raw(new HttpRequestMessage(HttpMethod.Post, "/listings/import")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = token, ["Input.Id"] = id.ToString(), ["Input.Table"] = table, [button] = "true" }),
        });
        return (response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    private Task<int> Count(string title) => app.Inside(s => s.GetRequiredService<CatalogDbContext>().Entries.CountAsync(e => e.Title == title));

    private async Task<object?> Scalar(string sql)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
